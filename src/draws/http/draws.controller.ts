import { Controller, Get, Param, Res } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { NotFound } from '../../shared/web/errors';
import { page, Page } from '../../shared/web/page';
import { CachedPage } from '../../shared/web/page.interceptor';
import { WebReply } from '../../shared/web/web-request';
import { DrawPagesQueries } from '../draw-pages.queries';
import { DrawResults, drawResults } from '../results.rules';
import { drawPage, drawsPage } from './draws.page';

/** A held draw never changes, so its results are worked out once. */
const KEPT = 20;

/** 摇号公示: every draw with what anybody needs to recompute it. */
@Controller('draws')
@Access('public')
export class DrawsController {
  private readonly results = new Map<string, DrawResults>();

  constructor(
    private readonly draws: DrawPagesQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @CachedPage()
  async index(): Promise<Page> {
    const model = drawsPage(await this.draws.all(), this.clock.now());
    return page('draws/index', model, { title: '摇号公示', tab: 'classes' });
  }

  @Get(':id')
  @CachedPage()
  async show(@Param('id') id: string): Promise<Page> {
    const draw = await this.draws.one(id);
    const classes = await this.draws.classesOf(id);
    const results = draw.drawnAt ? await this.resultsOf(id) : null;
    const model = drawPage(draw, classes, results, this.clock.now());
    return page('draws/show', model, {
      title: '摇号公示',
      tab: 'classes',
      scripts: ['js/draw-check.js'],
    });
  }

  @Get(':id/list.txt')
  async list(@Param('id') id: string, @Res({ passthrough: true }) reply: WebReply) {
    const { list } = await this.held(id);
    void reply.header('content-type', 'text/plain; charset=utf-8');
    return list;
  }

  @Get(':id/results.csv')
  async csv(@Param('id') id: string, @Res({ passthrough: true }) reply: WebReply) {
    const { text } = await this.resultsOf(id);
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="results.csv"');
    return text;
  }

  private async resultsOf(id: string): Promise<DrawResults> {
    const known = this.results.get(id);
    if (known !== undefined) return known;
    const { list, seed } = await this.held(id);
    const made = drawResults(list, seed);
    const [oldest] = this.results.keys();
    if (this.results.size >= KEPT && oldest !== undefined) this.results.delete(oldest);
    this.results.set(id, made);
    return made;
  }

  private async held(id: string): Promise<{ list: string; seed: string }> {
    const { list, seed } = await this.draws.one(id);
    if (list === null || seed === null) throw new NotFound();
    return { list, seed };
  }
}
