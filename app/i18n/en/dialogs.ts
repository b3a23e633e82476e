// Texts of the dialogs: help, save and open, recovery.

export const dialogs = {
  help: {
    heading: 'What am I looking at?',
    introduction:
      'Two small neural networks play against each other on your own machine. The generator G turns random numbers z into samples; the discriminator D sees real data and G’s samples and learns to tell them apart. Each learns from the other: as D gets sharper, G must get better. The samples on the stage always come from the same random numbers, so what changes there is what G has learned. Change a setting of the recipe while it trains, and watch the curves answer.',
    private:
      'Nothing leaves this machine: no server, no account. It goes on in a hidden tab and works offline.',
    colours: 'Colours',
    colourMeanings: {
      real: 'real data',
      fake: 'the generator and its samples',
      d: 'the discriminator',
      encoder: 'encoders and classifiers',
    },
    shortcuts: 'Keys',
    keys: {
      toggle: 'Play or pause',
      step: 'Step both',
      stepD: 'Step D',
      stepG: 'Step G',
      reset: 'Reset with the same seed',
      undo: 'Undo',
      redo: 'Redo',
      save: 'Save',
      open: 'Open',
      projector: 'Projector',
      help: 'This help',
    },
    space: 'Space',
  },
  file: {
    heading: 'Save and open',
    saveHeading: 'Save this run',
    saveHelp:
      'One file with the settings, all weights, the optimisers’ memory and the random state: opened again, it goes on as if it had never stopped.',
    saveRun: 'Save run',
    openHeading: 'Open a run',
    openHelp: 'Choose a saved run, or drop it anywhere on the page. The present run is replaced.',
    openRun: 'Open run',
    shareHeading: 'Share the settings',
    shareHelp:
      'The link holds every setting and the seed, but no weights and no data of your own. It never starts training by itself.',
    copy: 'Copy link',
    csvHeading: 'Keep the curves',
    csvHelp: 'Every step of every curve as a table.',
  },
  recovery: {
    recover: 'Recover it',
    dismiss: 'Dismiss',
  },
};
