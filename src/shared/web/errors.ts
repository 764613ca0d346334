/** A refusal with its HTTP status; the error pages show its sentence. */
export class WebError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** There is no such page, or none for this person: both look the same (quality C2). */
export class NotFound extends WebError {
  constructor() {
    super(404, '没有这个页面，或它已经不在了');
  }
}

export class Forbidden extends WebError {
  constructor(message = '您的账号没有这项权限') {
    super(403, message);
  }
}

export class Conflict extends WebError {
  constructor(message: string) {
    super(409, message);
  }
}

/** @param retryAfter seconds */
export class TooMany extends WebError {
  constructor(retryAfter: number, message = '试得太频繁了，请稍后再试') {
    super(429, message, retryAfter);
  }
}

/** @param retryAfter seconds */
export class Busy extends WebError {
  constructor(retryAfter = 5, message = '现在人很多，请稍等几秒再试') {
    super(503, message, retryAfter);
  }
}

/** The page needs a signed-in person; answered with the sign-in page, never shown. */
export class SignInNeeded extends Error {
  constructor(readonly next: string) {
    super('sign-in needed');
  }
}
