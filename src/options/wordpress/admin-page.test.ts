import { expect, test } from 'vitest';
import { adminPage } from './admin-page.ts';

const found = {
  siteUrl: 'https://blog.example/news/',
  apiUrl: 'https://blog.example/news/wp-json/',
  title: '',
  version: '',
  origins: [],
  settings: {},
};

test('below the site, or beside the page that the site has named', () => {
  const page = 'profile.php#application-passwords-section';
  expect(adminPage(found, page)).toBe(`https://blog.example/news/wp-admin/${page}`);
  const authorizeUrl = 'https://blog.example/core/wp-admin/authorize-application.php';
  expect(adminPage({ ...found, authorizeUrl }, page)).toBe(`https://blog.example/core/wp-admin/${page}`);
  expect(adminPage({ ...found, authorizeUrl }, '../wp-login.php?action=logout')).toBe(
    'https://blog.example/core/wp-login.php?action=logout',
  );
});
