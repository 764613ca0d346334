import { Global, Module } from '@nestjs/common';
import { Purges } from '../shared/purging/purges';
import { ActorSource } from '../shared/web/actor';
import { SitesModule } from '../sites/sites.module';
import { AccountsQueries } from './accounts.queries';
import { Accounts } from './accounts.service';
import { DeskPeople } from './desk-people.service';
import { AccountSettingsController } from './http/account-settings.controller';
import { CenterPeopleController } from './http/center-people.controller';
import { DeskResetsController } from './http/desk-resets.controller';
import { DisplayController } from './http/display.controller';
import { GivenCodes } from './http/given-codes';
import { OwnPasswordController } from './http/own-password.controller';
import { PasswordResetsController } from './http/password-resets.controller';
import { PeopleDesk } from './http/people-desk';
import { ProfilesController } from './http/profiles.controller';
import { ResetCodesController } from './http/reset-codes.controller';
import { SchoolPeopleController } from './http/school-people.controller';
import { SignInController } from './http/sign-in.controller';
import { SignUpController } from './http/sign-up.controller';
import { identityExpiries } from './identity.expiries';
import { PasswordChanges } from './password-changes.service';
import { PasswordResets } from './password-resets.service';
import { Passwords } from './passwords.service';
import { ProfilesQueries } from './profiles.queries';
import { Profiles } from './profiles.service';
import { RolesQueries } from './roles.queries';
import { Roles } from './roles.service';
import { Sessions } from './sessions.service';
import { SessionsQueries } from './sessions.queries';

/** Global, because the guard of every route asks it who is there. */
@Global()
@Module({
  imports: [SitesModule],
  controllers: [
    SignUpController,
    SignInController,
    DisplayController,
    PasswordResetsController,
    ResetCodesController,
    DeskResetsController,
    OwnPasswordController,
    ProfilesController,
    AccountSettingsController,
    SchoolPeopleController,
    CenterPeopleController,
  ],
  providers: [
    AccountsQueries,
    Accounts,
    DeskPeople,
    GivenCodes,
    PasswordChanges,
    PasswordResets,
    Passwords,
    PeopleDesk,
    Profiles,
    ProfilesQueries,
    Roles,
    RolesQueries,
    Sessions,
    SessionsQueries,
    { provide: ActorSource, useExisting: Sessions },
  ],
  exports: [ActorSource, Accounts, AccountsQueries, DeskPeople, Roles, Sessions],
})
export class IdentityModule {
  constructor(purges: Purges) {
    purges.add(...identityExpiries);
  }
}
