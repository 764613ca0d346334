import { Form, formView } from '../../shared/web/bind';
import { siteLevelNames } from '../site.entity';
import { levelBelow } from '../site.rules';
import { SiteNode, SiteRow } from '../sites.queries';
import { schoolPaths, sitePaths } from '../sites.paths';
import { HubForm, SiteForm, stationFields, StationForm } from './site.form';

interface TreeItem {
  name: string;
  levelName: string;
  isHub: boolean;
  hubText: string;
  editHref: string;
  addHref: string | null;
  addText: string;
  deskHref: string | null;
  children: TreeItem[];
}

const addTexts = {
  center: '',
  office: '加一个所',
  station: '加一个站',
  point: '加一个点',
} as const;

/** `/center/sites`: the tree with what may be done at each node. */
export function sitesIndex(roots: readonly SiteNode[], names: ReadonlyMap<string, string>) {
  const item = (node: SiteNode): TreeItem => {
    const below = levelBelow(node.level);
    return {
      name: node.name,
      levelName: siteLevelNames[node.level],
      isHub: node.isHub,
      hubText: node.hubId ? `由${names.get(node.hubId) ?? ''}中心站覆盖` : '',
      editHref: sitePaths.edit({ siteId: node.id }),
      addHref: below && sitePaths.new(node.id),
      addText: below ? addTexts[below] : '',
      deskHref: node.schoolId && schoolPaths.desk({ schoolId: node.schoolId }),
      children: node.children.map(item),
    };
  };
  return { items: roots.map(item) };
}

/** `/center/sites/new?parent=…` */
export function siteNew(parent: SiteRow, form: Form<SiteForm | StationForm>) {
  const level = levelBelow(parent.level)!;
  return {
    heading: addTexts[level],
    parentName: parent.name,
    isStation: level === 'station',
    form: formView(form, stationFields),
    action: sitePaths.new(parent.id),
    backHref: sitePaths.index(),
  };
}

/** `/center/sites/:id/edit`: its name and, for a station, which stations it covers. */
export function siteEdit(
  site: SiteRow,
  stations: readonly SiteRow[],
  name: Form<SiteForm>,
  hub: Form<HubForm>,
) {
  const covers = stations
    .filter((one) => one.id !== site.id && !one.isHub)
    .map((one) => ({ value: one.id, label: one.name }));
  return {
    name: site.name,
    levelName: siteLevelNames[site.level],
    backHref: sitePaths.index(),
    errors: { summary: [...formView(name, ['name']).summary, ...formView(hub, HUB).summary] },
    nameForm: formView(name, ['name']),
    nameAction: sitePaths.update({ siteId: site.id }),
    isStation: site.level === 'station',
    hubForm: formView(hub, HUB),
    hubAction: sitePaths.hub({ siteId: site.id }),
    covers,
  };
}

const HUB = ['isHub', 'covers'];

/** What the hub form starts with. */
export const hubInput = (
  site: SiteRow,
  stations: readonly SiteRow[],
): Record<string, string | string[]> => ({
  isHub: site.isHub ? '1' : '',
  covers: stations.filter((one) => one.hubId === site.id).map((one) => one.id),
});
