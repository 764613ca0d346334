import { Controller, Get } from '@nestjs/common';
import { RELEASING_ABSENCES } from '../../attendance/absences.rules';
import { OFFER_INSTEAD_MS, OFFER_LASTS_MS, TERM_LIMIT } from '../../enrollment/enrollment.rules';
import { CONSENT_VERSION } from '../../identity/person';
import { DESK_RELEASE_HOURS } from '../../scheduling/night-class.rules';
import { Access } from '../../shared/web/access';
import { page } from '../../shared/web/page';
import { CachedPage } from '../../shared/web/page.interceptor';
import { standingPaths } from '../../standing/standing.paths';
import { PAUSE_DAYS, PAUSING_NO_SHOWS } from '../../standing/standing.rules';

const HOUR_MS = 3_600_000;

/** Rules, accessibility and privacy in plain words, with the numbers in force. */
@Controller('help')
@Access('public')
export class HelpController {
  @Get('rules')
  @CachedPage()
  rules() {
    const model = {
      termLimit: TERM_LIMIT,
      deskQuotaPercent: 20,
      deskReleaseHours: DESK_RELEASE_HOURS,
      instantHours: OFFER_INSTEAD_MS / HOUR_MS,
      acceptHours: OFFER_LASTS_MS / HOUR_MS,
      cancelHours: 24,
      minimum: 8,
      judgeDays: 3,
      absenceLimit: RELEASING_ABSENCES,
      noShowLimit: PAUSING_NO_SHOWS,
      pauseDays: PAUSE_DAYS,
      standingHref: standingPaths.index(),
      checkInBeforeMinutes: 30,
      lateMinutes: 15,
      completionPercent: 80,
    };
    return page('help/rules', model, { title: '报名须知' });
  }

  @Get('accessibility')
  @CachedPage()
  accessibility() {
    return page('help/accessibility', {}, { title: '无障碍说明' });
  }

  @Get('privacy')
  @CachedPage()
  privacy() {
    return page('help/privacy', { version: CONSENT_VERSION }, { title: '个人信息说明' });
  }
}
