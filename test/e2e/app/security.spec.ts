import { expect, test } from '../../fixtures/app';
import { needsElectron } from '../../fixtures/newest/only-in-electron';

test('the page has no way to the system but the contract', needsElectron('process-model'), async ({ app }) => {
  const found = await app.page.evaluate(() => ({
    globals: ['require', 'process', 'Buffer', 'module', 'global'].filter((name) => name in window),
    calls: Object.keys(window.oscar).sort(),
  }));
  expect(found.globals).toEqual([]);
  // Kept by hand: whoever opens another way to the main process says so here too.
  expect(found.calls).toEqual([
    'acceptBatchItem',
    'addProfile',
    'attachConnectionFile',
    'beginSignIn',
    'cancelExtraction',
    'cancelInvocation',
    'changeBatch',
    'changeBatchMarks',
    'changeProfile',
    'changeServiceNotes',
    'changeSettings',
    'changeWatchWork',
    'checkConnection',
    'chooseCertificateFile',
    'chooseConnectionFile',
    'chooseFile',
    'chooseFiles',
    'chooseFolders',
    'chooseOutputFolder',
    'chooseStorageUploads',
    'chooseWatchOutput',
    'clearRecentFiles',
    'closeBatch',
    'closeTable',
    'copyBatchFiles',
    'copyProfile',
    'copyResult',
    'copyRunCommand',
    'copySignInPage',
    'countBatchFacets',
    'decideClosing',
    'deleteBatchResults',
    'deleteProfile',
    'deleteRecipe',
    'draftConnectionFile',
    'draftWatch',
    'dragResult',
    'expectWakeUp',
    'extractArchive',
    'findBatchItems',
    'findInput',
    'findJobAbility',
    'findSaveFolder',
    'getAppInfo',
    'getBatch',
    'getExportOffer',
    'getServiceNotes',
    'getSettings',
    'grantFile',
    'hasLocalAgent',
    'importClusters',
    'keepOnlyInBatch',
    'lastJson',
    'lastServices',
    'leaveImport',
    'leaveMoveFile',
    'leaveSignIn',
    'listArchive',
    'listBatchItems',
    'listBatches',
    'listHistory',
    'listJobs',
    'listLeftOut',
    'listProfiles',
    'listRecentFiles',
    'listRecipes',
    'listServices',
    'listSetAsideFiles',
    'listStorage',
    'listWatches',
    'lookAtTable',
    'markBatchItems',
    'moveBatch',
    'moveWatch',
    'nextConnectionFile',
    'offerCommands',
    'on',
    'openArchiveEntry',
    'openBatchItem',
    'openConnectionFile',
    'openContextMenu',
    'openInvocation',
    'openMoveFile',
    'openOscarCliConfig',
    'openPractice',
    'openRecentFile',
    'openResult',
    'openSample',
    'openSignInPage',
    'openStorageFile',
    'openTable',
    'paste',
    'pastePicture',
    'pauseBatch',
    'pauseWatch',
    'pinInvocation',
    'probeBatch',
    'purgeHistory',
    'readAnswer',
    'readJobLog',
    'readServiceLog',
    'readToken',
    'removeBatchItems',
    'removeFromHistory',
    'removeJob',
    'removeStorageFiles',
    'repeatInput',
    'reportBatch',
    'restoreHistory',
    'resumeWatch',
    'retryBatchItems',
    'runBatchItemsAsJobs',
    'saveBatchAnswers',
    'saveBatchDetections',
    'saveBatchTable',
    'saveConnectionFile',
    'saveHandOut',
    'saveMoveFile',
    'saveRecipe',
    'saveResult',
    'saveResultToFolder',
    'saveStorageFiles',
    'showBatch',
    'showBatchItem',
    'showCertificate',
    'showExport',
    'showExtractedFolder',
    'showLicences',
    'showOutputFolder',
    'showPrepared',
    'showSavedFile',
    'showSetAsideFile',
    'showStorageFiles',
    'signOut',
    'sortBatchFiles',
    'startBatch',
    'startInvocation',
    'startJob',
    'startWatch',
    'stopBatch',
    'stopExport',
    'stopMoving',
    'stopStorage',
    'stopWatch',
    'takeFiles',
    'takeMoved',
    'takeTable',
    'undoBatchCopies',
    'uploadStorageFiles',
    'useBatchAsInput',
    'useRecipe',
    'useRecipeForFile',
    'useResult',
    'zipBatchResults',
  ]);
});

test(
  'the page can name no path: only files that came from the system are taken',
  needsElectron('process-model'),
  async ({ app }) => {
    const replies = await app.page.evaluate(async () => [
      await window.oscar.grantFile({ name: 'passwd', path: '/etc/passwd' } as unknown as File),
      await window.oscar.grantFile(Object.defineProperty(new File(['x'], 'x'), 'path', { value: '/etc/passwd' })),
      await window.oscar.startInvocation({
        profileId: 'practice',
        serviceName: 'cowsay',
        input: { kind: 'file', fileId: '/etc/passwd' },
      }),
    ]);
    expect(replies.map((reply) => reply.ok)).toEqual([false, false, false]);
  },
);

test(
  'the page reaches no network, no other file, and goes nowhere else',
  needsElectron('process-model'),
  async ({ app }) => {
    await app.practise();
    const before = app.page.url();
    const outcomes = await app.page.evaluate(async () => {
      const reach = async (url: string) =>
        fetch(url).then(
          (response) => response.status,
          () => 'refused',
        );
      return {
        loopback: await reach('http://127.0.0.1:9/'),
        file: await reach('file:///etc/passwd'),
        above: await reach('app://oscar/../package.json'),
        unknownResult: await reach('oscar-result://11111111-1111-4111-8111-111111111111/payload'),
        unknownInput: await reach('oscar-input://11111111-1111-4111-8111-111111111111/'),
        opened: window.open('https://example.org') === null,
      };
    });
    expect(outcomes).toEqual({
      loopback: 'refused',
      file: 'refused',
      above: 404,
      unknownResult: 404,
      unknownInput: 404,
      opened: true,
    });
    await app.page.evaluate(() => {
      location.href = 'https://example.org/';
    });
    // Asked of the main process: the page's own address is what a script in it could pretend.
    const address = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
    );
    expect(address).toBe(before);
    expect(app.electron.windows()).toHaveLength(1);
  },
);

test(
  'the page comes back from an empty one, and from an address that can’t be loaded',
  needsElectron('process-model'),
  async ({ app }) => {
    const comesBack = async (leave: () => Promise<unknown>) => {
      const loaded = app.page.waitForEvent('load', { predicate: (page) => page.url() === 'app://oscar/' });
      await leave();
      await loaded;
      await expect(app.page.getByRole('button', { name: 'Practise without a cluster' })).toBeVisible();
    };
    // The page that leaves can't answer any more.
    const inPage = (leave: () => void) => app.page.evaluate(leave).catch(() => undefined);
    await comesBack(() => inPage(() => (location.href = 'about:blank')));
    await comesBack(() => inPage(() => history.back()));
    await comesBack(() =>
      app.electron.evaluate(async ({ BrowserWindow }) => {
        // A port that Chromium never connects to.
        await BrowserWindow.getAllWindows()[0]
          ?.loadURL('http://127.0.0.1:9/')
          .catch(() => undefined);
      }),
    );
  },
);

test('the window is sandboxed and isolated', needsElectron('process-model'), async ({ app }) => {
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in the public types, but the way to ask what is really in force.
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});
