/** Code of ours beside a page, in a world of its own: it sees the page's DOM, and the page does not see it. */
import type { CDPSession, Page } from '@playwright/test';

export interface IsolatedWorld {
  session: CDPSession;
  /** Evaluates an expression, awaiting a promise, and gives its JSON value. */
  evaluate(expression: string): Promise<unknown>;
}

/** Opens a world in the page's main frame; it lasts until the page goes elsewhere. */
export async function openIsolatedWorld(page: Page): Promise<IsolatedWorld> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'clipdraft',
  });
  return {
    session,
    async evaluate(expression) {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression,
        contextId: executionContextId,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails !== undefined) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value;
    },
  };
}
