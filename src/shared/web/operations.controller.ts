import { Controller, Get, Req, Res } from '@nestjs/common';
import { Config } from '../config/config';
import { Database } from '../database/database';
import { sql } from '../database/sql';
import { Access } from './access';
import { NotFound } from './errors';
import { Metrics } from './metrics';
import { WebReply, WebRequest } from './web-request';

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** Addresses for operators and load balancers. */
@Controller()
export class OperationsController {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  @Access('public')
  @Get('healthz')
  healthz(): string {
    return 'ok';
  }

  /** Ready once the database answers; it is opened only after its migrations. */
  @Access('public')
  @Get('readyz')
  async readyz(@Res({ passthrough: true }) reply: WebReply): Promise<string> {
    try {
      await this.database.one(sql`SELECT 1 AS ready`);
      return 'ready';
    } catch {
      void reply.status(503).header('retry-after', '5');
      return 'the database does not answer';
    }
  }

  @Access('public')
  @Get('metrics')
  async text(@Req() request: WebRequest, @Res({ passthrough: true }) reply: WebReply) {
    // a proxy on the same machine comes from the loopback too, and says for whom
    const direct = request.headers['x-forwarded-for'] === undefined;
    const local = direct && LOOPBACK.includes(request.ip);
    if (!this.config.metricsOpen && !local) throw new NotFound();
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.text();
  }
}
