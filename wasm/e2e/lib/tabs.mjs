// Tabs of Chromium that Playwright does not hold on to, so that the browser can discard them.

import assert from "node:assert/strict";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Tabs {
  // browser: one of Playwright's.
  static async of(browser) {
    const tabs = new Tabs();
    tabs.browser = await browser.newBrowserCDPSession();
    return tabs;
  }

  async open(url) {
    const { targetId } = await this.browser.send("Target.createTarget", { url });
    return targetId;
  }

  // Runs an expression in a tab until it is true, and returns its value.
  async until(tab, expression) {
    for (const end = Date.now() + 20_000; Date.now() < end; await pause(200)) {
      const value = await this.run(tab, expression).catch(() => null);
      if (value) return value;
    }
    return assert.fail(`never true in the tab: ${expression}`);
  }

  async run(tab, expression) {
    const { sessionId } = await this.browser.send("Target.attachToTarget", { targetId: tab, flatten: false });
    const answered = new Promise((resolve) => {
      const hear = ({ sessionId: of, message }) => {
        if (of !== sessionId) return;
        this.browser.off("Target.receivedMessageFromTarget", hear);
        resolve(JSON.parse(message));
      };
      this.browser.on("Target.receivedMessageFromTarget", hear);
    });
    const message = JSON.stringify({ id: 1, method: "Runtime.evaluate", params: { expression, returnByValue: true, userGesture: true } });
    await this.browser.send("Target.sendMessageToTarget", { sessionId, message });
    const { result } = await Promise.race([answered, pause(5000).then(() => ({}))]);
    await this.browser.send("Target.detachFromTarget", { sessionId });
    return result?.result?.value;
  }

  // Discards the tab at an address, as the browser does when memory is short. Returns the tab that
  // stands in its place once somebody turns to it.
  async discard(url) {
    const page = await this.open("chrome://chrome-urls");
    await this.until(page, `${ALL}; press(all().find((e) => e.localName === "cr-button"))`);
    await this.run(page, `location = "chrome://discards"`);
    const row = `all().findLast((e) => e.localName === "tr" && e.textContent.includes(${JSON.stringify(url)}))`;
    await this.until(page, `${ALL}; press(${row} && all(${row}).findLast((e) => e.textContent.includes("Urgent Discard")))`);
    await this.until(page, `${ALL}; ${row}?.textContent.includes("discarded (urgent)")`);
    const { targetInfos } = await this.browser.send("Target.getTargets");
    const tab = targetInfos.find((target) => target.url === url).targetId;
    await this.browser.send("Target.activateTarget", { targetId: tab });
    return tab;
  }
}

// The browser's own pages are made of shadow roots, and come in parts.
const ALL = `
function all(root = document) { return [...root.querySelectorAll("*")].flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]); }
function press(button) { button?.click(); return Boolean(button); }`;
