import { Global, Module } from '@nestjs/common';
import { ActorSource } from '../shared/web/actor';
import { SitesModule } from '../sites/sites.module';
import { AccountsQueries } from './accounts.queries';
import { Accounts } from './accounts.service';
import { DisplayController } from './http/display.controller';
import { SignInController } from './http/sign-in.controller';
import { SignUpController } from './http/sign-up.controller';
import { Passwords } from './passwords.service';
import { Sessions } from './sessions.service';
import { SessionsQueries } from './sessions.queries';

/** Global, because the guard of every route asks it who is there. */
@Global()
@Module({
  imports: [SitesModule],
  controllers: [SignUpController, SignInController, DisplayController],
  providers: [
    AccountsQueries,
    Accounts,
    Passwords,
    Sessions,
    SessionsQueries,
    { provide: ActorSource, useExisting: Sessions },
  ],
  exports: [ActorSource, Accounts, AccountsQueries],
})
export class IdentityModule {}
