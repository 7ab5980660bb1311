/** Scripts that run in Firefox's own window, where its menus and prompts are. */

/** Entries of an extension stand in the menu itself, or below its name where there are several. */
export const CHOOSE_FROM_MENU = `
  const win = Services.wm.getMostRecentWindow('navigator:browser');
  const menu = win.document.getElementById('contentAreaContextMenu');
  for (let i = 0; i < 100 && menu.state !== 'open'; i++) await new Promise((r) => win.setTimeout(r, 30));
  const shown = [...menu.querySelectorAll('menuitem, menu')].filter((one) => !one.hidden && one.label);
  const item = shown.find((one) => one.label === args[0]);
  if (item === undefined) { menu.hidePopup(); return shown.map((one) => one.label); }
  const parent = item.parentElement;
  if (parent !== menu) {
    parent.openPopup();
    for (let i = 0; i < 100 && parent.state !== 'open'; i++) await new Promise((r) => win.setTimeout(r, 30));
  }
  parent.activateItem(item);
  return 'chosen';`;

export const ACCEPT_PERMISSION = `
  const win = Services.wm.getMostRecentWindow('navigator:browser');
  for (let i = 0; i < 100; i++) {
    const prompt = win.document.getElementById('addon-webext-permissions-notification');
    if (prompt && win.PopupNotifications.isPanelOpen) {
      const text = prompt.textContent;
      prompt.button.click();
      return text;
    }
    await new Promise((r) => win.setTimeout(r, 50));
  }
  return null;`;
