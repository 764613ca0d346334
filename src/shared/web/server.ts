import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import helmet, { HelmetOptions } from 'helmet';
import { Config } from '../config/config';
import { Log } from '../log';
import { AcceptFirst } from './accept-first';
import { Assets } from './assets';
import { bindLightly } from './light-bind';
import { Metrics } from './metrics';

const SECOND = 1_000;

/** Fastify with the limits of quality E6; a slow or endless request is ended. */
export const adapter = (config: Config): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: 100_000,
    connectionTimeout: 15 * SECOND,
    requestTimeout: 15 * SECOND,
    keepAliveTimeout: 5 * SECOND,
    // Node looks for slow requests only every 30 s unless told otherwise
    http: { headersTimeout: 8 * SECOND, connectionsCheckingInterval: 2 * SECOND },
    routerOptions: { maxParamLength: 100 },
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    forceCloseConnections: 'idle',
  });

/** Plugins, security headers, assets and the request log. */
export async function prepare(app: NestFastifyApplication, config: Config, log: Log) {
  bindLightly();
  await app.register(cookie, { secret: config.sessionSecret });
  await app.register(formbody, { bodyLimit: 100_000 });
  const server = app.getHttpAdapter().getInstance();
  const door = new AcceptFirst(server.server);
  server.addHook('onRequest', (_request, _reply, done) => door.pass(done));
  sendHeaders(server, headersOf(config));
  serveAssets(server, app.get(Assets));
  watchRequests(server, app.get(Metrics), log);
}

/** The headers are the same for every answer, so helmet is asked for them once. */
function headersOf(config: Config): [name: string, value: string][] {
  const headers: [string, string][] = [];
  const answer = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => undefined,
  };
  helmet(security(config))({} as never, answer as never, (error) => {
    if (error) throw error as Error;
  });
  return headers;
}

function sendHeaders(server: FastifyInstance, headers: [name: string, value: string][]): void {
  server.addHook('onRequest', (_request, reply, done) => {
    for (const [name, value] of headers) void reply.header(name, value);
    done();
  });
}

/** Quality E1, E2: no inline script or style, nothing from elsewhere, nobody frames the site. */
function security(config: Config): HelmetOptions {
  const own = ["'self'"];
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: own,
        styleSrc: own,
        imgSrc: ["'self'", 'data:'],
        mediaSrc: own,
        fontSrc: own,
        connectSrc: own,
        formAction: own,
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: config.https ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: 'deny' },
  };
}

/** Style sheets, icons and scripts, fingerprinted and compressed at start. */
function serveAssets(server: FastifyInstance, assets: Assets): void {
  for (const url of ['/assets/*', '/favicon.ico'])
    server.get(url, (request, reply) => {
      const encodings = String(request.headers['accept-encoding'] ?? '');
      const found = assets.find(request.url, encodings);
      if (!found) return reply.callNotFound();
      if (found.encoding !== 'identity') void reply.header('content-encoding', found.encoding);
      return reply
        .header('content-type', found.type)
        .header('cache-control', found.cacheControl)
        .header('etag', found.etag)
        .header('vary', 'accept-encoding')
        .send(found.bytes);
    });
}

function watchRequests(server: FastifyInstance, metrics: Metrics, log: Log): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? '(none)';
    metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / SECOND);
    if (reply.statusCode >= 500 || reply.elapsedTime > SECOND)
      log.request({
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      });
    done();
  });
}
