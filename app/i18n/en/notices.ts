// Short messages about what has just happened.

export const notices = {
  linkCopied: 'The link is in the clipboard.',
  linkReady: 'The clipboard is not available here; copy the link from the address bar.',
  runSaved: 'The run was saved.',
  runOpened: 'The run was opened; it is paused.',
  runRecovered: 'The run was recovered; it is paused.',
  recoveryAvailable: 'An earlier run can be recovered.',
  csvSaved: 'The curves were saved.',
  linkIgnored: 'The link could not be read; the page starts with its own experiment.',
  architectureChanged:
    'The architecture changed with the data, since the one before cannot train on them.',
  linkWaits:
    'The settings of the link are in the recipe; they wait for a reset, so that the run is not lost.',
  workerSilent:
    'The training worker has said nothing for half a minute. A step may just be long; if you do not want to wait, start a new worker from the last copy of the run.',
  languageMissing: 'The texts of that language did not come; try again with a network.',
};
