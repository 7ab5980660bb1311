/** Scripts that run in Firefox's own window, where its menus and prompts are, and one for the page. */

/** In the page: where to click on what an element holds. Beside its text (a block is wider) there is no selection. */
export const MIDDLE_OF_FIRST_LINE = `
  const element = document.querySelector(args[0]);
  const range = document.createRange();
  range.selectNodeContents(element);
  const box = range.getClientRects()[0] ?? element.getBoundingClientRect();
  return { x: Math.round(box.left + box.width / 2), y: Math.round(box.top + box.height / 2) };`;

/** Entries of an extension stand in the menu itself, or below its name where there are several. */
export const CHOOSE_FROM_MENU = `
  const win = Services.wm.getMostRecentWindow('navigator:browser');
  const menu = win.document.getElementById('contentAreaContextMenu');
  for (let i = 0; i < 100 && menu.state !== 'open'; i++) await new Promise((r) => win.setTimeout(r, 30));
  if (menu.state !== 'open') return 'no menu came up';
  const shown = [...menu.querySelectorAll('menuitem, menu')].filter((one) => one.label && !one.closest('[hidden]'));
  const item = shown.find((one) => one.label === args[0]);
  if (item === undefined) { menu.hidePopup(); return shown.map((one) => one.label); }
  const parent = item.parentElement;
  if (parent !== menu) {
    parent.openPopup();
    for (let i = 0; i < 100 && parent.state !== 'open'; i++) await new Promise((r) => win.setTimeout(r, 30));
  }
  parent.activateItem(item);
  return 'chosen';`;

export const ANSWER_PERMISSION = `
  const win = Services.wm.getMostRecentWindow('navigator:browser');
  for (let i = 0; i < 100; i++) {
    const prompt = win.document.getElementById('addon-webext-permissions-notification');
    if (prompt && win.PopupNotifications.isPanelOpen) {
      const text = prompt.textContent;
      (args[0] === 'allow' ? prompt.button : prompt.secondaryButton).click();
      return text;
    }
    await new Promise((r) => win.setTimeout(r, 50));
  }
  return null;`;
