import { categoryNames, Category } from '../curriculum/categories';
import { Tier, tierNames } from '../curriculum/tiers';
import { searchText } from './search-text';

interface Searchable {
  title: string;
  category: Category;
  tier: Tier;
  teacherName: string;
  siteName: string;
  schoolName: string;
  roomName: string;
}

/** What the catalogue's search looks in for a class. */
export const classSearch = (c: Searchable): string =>
  searchText([
    c.title,
    c.teacherName,
    c.siteName,
    c.schoolName,
    c.roomName,
    categoryNames[c.category],
    tierNames[c.tier],
  ]);
