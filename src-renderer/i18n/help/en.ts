import type { HelpMessages } from './messages';

/** The help, in English. */
export const helpInEnglish: HelpMessages = {
  title: 'Help',
  search: 'Search the help',
  pagesLabel: 'Pages',
  nothingFound: (words) => `Nothing about ${words}`,
  nothingFoundText: 'Try another word, or choose a page.',
  close: 'Close',
  pages: {
    'first-steps': {
      title: 'First steps',
      picture:
        'The window after a run: the services on the left, the photo that was sent, and beside it the same photo in shades of grey',
      sections: [
        {
          title: 'What this app does',
          paragraphs: [
            'A service is a program on a cluster. It takes one file or one text and gives one back: a photo becomes a list of plants, a sentence becomes speech.',
            'Here you choose a service, give it a file or a text, and keep what comes back.',
          ],
        },
        {
          title: 'Your first result',
          steps: [
            'Press “Practise without a cluster”. It needs no account and no internet.',
            'Choose a service on the left, such as Text to speech.',
            'Press “Try the sample”.',
            'Press “Run”.',
            'Listen to the result on the right. “Save as…” keeps it.',
          ],
        },
        {
          title: 'With a file of your own',
          paragraphs: [
            'Drop it into the window, press “Choose files…”, or paste it. Your file is only read, never changed.',
          ],
        },
      ],
    },
    connecting: {
      title: 'Connecting to a cluster',
      picture: 'The form of a new connection: the address, the way to sign in, the service’s name and its token',
      sections: [
        {
          title: 'Add a connection',
          paragraphs: ['You need the web address of the cluster and a way to sign in. Your administrator has both.'],
          steps: [
            'Press “Add connection”.',
            'Type or paste the address. Of the address of a service, its name is taken too.',
            'Paste the token; the window sees what kind it is. For a user and a password, choose that first.',
            'Change the name if you like. Colour and certificates are under “More”.',
            'Press “Connect”. Each step is ticked off; what is in the way is told where it can be put right.',
          ],
        },
        {
          title: 'Ways to sign in',
          paragraphs: [
            '“Service token”: opens one service. You type the name of the service and paste its token.',
            '“User and password”: an account of the cluster. Your services are found by themselves.',
            '“Your institute’s page”: opens in your browser, and this window goes on by itself. It needs the issuer and the client id once, or a connection file. Without a browser, press “Use a code instead”.',
            '“Access token”: from a page such as EGI Check-in. It runs out after a while, and the window shows when.',
            '“Long-lived (refresh) token”: gets new access tokens by itself. It also needs the issuer and the client id.',
            '“oidc-agent”: for those who have this program on their computer.',
          ],
        },
        {
          title: 'Where the token is kept',
          paragraphs: [
            'Tokens and passwords go to the keychain of your system. They are never shown again, and are in no other file.',
            'On a computer without a keychain, choose “Keep for this session only”.',
          ],
        },
        {
          title: 'From a file',
          paragraphs: [
            '“Open a connection file…” takes what an administrator handed out. It holds an address and names of services, and no secret: you add the token or password.',
            '“Import from oscar-cli…” brings in the clusters of that program. Its file stays as it is.',
          ],
        },
        {
          title: 'Change or delete a connection',
          paragraphs: [
            'Open the menu of connections at the top right. Deleting a connection asks first, since its token goes with it.',
          ],
        },
      ],
    },
    teaching: {
      title: 'Teaching with it',
      sections: [
        {
          title: 'Give a class a file instead of an address',
          paragraphs: [
            'A connection file holds the address, the services and what they are called, and never a token. Pupils drop it on the window, type the token that you gave them, and begin.',
          ],
          steps: [
            'Set up the connection yourself, and run each service once.',
            'Keep what should be filled in at first under “Presets”, “Keep this as a preset…”.',
            'Open the menu of connections and choose “Make a connection file…”.',
            'Tick the services, and write titles, samples and forms. “As pupils see it” shows the other side.',
            'Press “Save the file…”.',
          ],
        },
        {
          title: 'A page to print',
          paragraphs: [
            '“Save a page to print…” makes a PDF with the steps, the address as text and as a QR code, and the services. It is in the language of the window. A token is never on it: give each pupil one by itself.',
          ],
        },
        {
          title: 'Passwords stay out',
          paragraphs: [
            'A field that a form calls a password is in no preset and no file. A copy of a preset says what was left out of it.',
          ],
        },
      ],
    },
    certificates: {
      title: 'Certificates and proxies',
      sections: [
        {
          title: 'The certificate isn’t trusted',
          paragraphs: [
            'A certificate proves that you talk to the right cluster. Some institutes make their own, which your computer doesn’t know.',
          ],
          steps: [
            'Press “Show the certificate…”.',
            'Press “Add your institute’s certificate…” and choose the file that your administrator gave you.',
            'Without such a file, ask your administrator to read the fingerprint to you. If it is the same, choose “Trust only this certificate”.',
          ],
        },
        {
          title: 'Check step by step',
          paragraphs: [
            '“Check connection” goes the whole way: address, name, connection, certificate, sign-in, services. It runs no service.',
            '“Copy report” makes a report for your administrator, without any secret.',
          ],
        },
        {
          title: 'Proxies',
          paragraphs: [
            'The app goes through the proxy that your system’s settings name. A proxy that wants a user and a password gets them from the HTTPS_PROXY variable, which your administrator can set.',
          ],
        },
      ],
    },
    running: {
      title: 'Running a service',
      picture: 'A text to send, and below it the options of a run',
      sections: [
        {
          title: 'Give it something',
          paragraphs: [
            'One file or one text at a time: drop a file, press “Choose files…”, “Type text…” or “Paste”. Several files become a list. A picture copied in another program is pasted too.',
            'Each service keeps its own input and result. You can look at another one and come back.',
          ],
        },
        {
          title: 'Run, wait, stop',
          paragraphs: [
            'Press “Run”. A service that nobody used for a while has to wake up first, which can take a minute or two.',
            'Escape or “Stop” ends the wait. The cluster may still finish its work.',
          ],
        },
        {
          title: 'A longer wait',
          paragraphs: [
            'Under “Options” you set how long to wait and how much to receive, and whether to try again when the service isn’t ready.',
          ],
        },
        {
          title: 'Favourites and own names',
          paragraphs: [
            'The star beside the name of a service puts it at the top of the list. You can also give a service a name and a purpose of your own.',
          ],
        },
      ],
    },
    parameters: {
      title: 'Filling in parameters',
      picture: 'A form with a field for the sentence, and a group with the name and the speed of a voice',
      sections: [
        {
          title: 'Fill in a form',
          paragraphs: [
            'Some services take settings besides the text or the file. Where it is known which, “Fill in the form” shows a field for each; “JSON” shows the same as the service gets it. Go from one to the other as you like: nothing is lost, and numbers stay as you typed them.',
            'A field can be a file. It is read while it is sent, so it may be large.',
            'Where nobody described the form, it is made from the sample or from the last JSON that worked, and says so. “Correct the quotes” is offered where a word processor changed quotation marks; you see the text before it is changed.',
          ],
        },
        {
          title: 'Keep settings',
          paragraphs: [
            '“Presets” keeps what is filled in under a name, files excepted, and brings it back. Under “All presets…” you choose the one to begin with, and copy one as text: pasted into the window on another computer, it is there too.',
            'A list of files has “Presets” under “Options”: how results are called, how many run at the same time, and what is done before sending. One that is used says what it set, and “Undo” takes it back; a list that is begun stays as it is.',
          ],
        },
      ],
    },
    preparing: {
      title: 'Too large, or of another kind',
      picture: '“Before sending” under a photo: turned upright, the longest side, the format, without location',
      sections: [
        {
          title: 'Smaller, or without the place',
          paragraphs: [
            'Under a picture, “Before sending” makes a copy that is sent in the place of the file: smaller, as JPEG, PNG or WebP, or without where and with which camera it was taken. You see what would be sent, how large it is, and what was left out. The file itself stays as it is.',
            'Where a picture was too large, “Send a smaller copy” does that with one click, and you are asked before the next one.',
            'Afterwards, “Look at what was sent” is among the details of the result.',
          ],
        },
      ],
    },
    background: {
      title: 'Long work',
      picture: 'A job that is done, with its times, its result and its log',
      sections: [
        {
          title: 'In the background',
          paragraphs: [
            'What takes longer than a cluster lets anybody wait for can run as a job: press “Run in the background” after a run that took too long, or under “Options”. You can close the program meanwhile. “Jobs” at the top shows how far each is, its log, and its result, which is in the history too. “Stop and remove” ends one.',
            'A list can run in the background too: tick “Run in the background” under its “Options”, or press “Run these in the background” beside files that took too long. Each file is a job then, and the list takes its result when it is there, also when the program was closed meanwhile. A file that is too large for a job is not sent, and says so.',
            'A job takes an input of at most 98 kB; a photo may fit once it is made smaller. The cluster needs OSCAR 4.1 or newer. A connection with only the token of a service can send jobs and never see their results, which is said before.',
          ],
        },
        {
          title: 'The files of a service',
          paragraphs: [
            'Some services keep their inputs and outputs in the storage of the cluster. “Files of the service” under “About this service” lists them: look at one, download one or all, drop files to upload them. What is deleted there is gone for everybody.',
          ],
        },
      ],
    },
    results: {
      title: 'Results and saving',
      picture: 'The photo that was sent and the result, side by side',
      sections: [
        {
          title: 'Look at it',
          paragraphs: [
            'Pictures, sounds, videos, PDF files, tables, JSON and text are shown in the window. “Show as” below them reads the same answer in another way.',
            'F11 gives the result the whole window, and Escape takes it back. The line between input and result can be dragged; a double click puts it back.',
            'What was received is kept as it came. Under “Details”, “Save what was received…” saves exactly that.',
          ],
        },
        {
          title: 'Save it',
          paragraphs: [
            '“Save as…” asks for a place. A file appears whole or not at all, and one that exists is replaced only when you say so.',
            '“More” saves to the same folder again, opens the result in its usual program, or copies it.',
          ],
        },
        {
          title: 'Compare',
          paragraphs: ['A picture or a text can be compared with what you sent, as long as that file stays as it was.'],
        },
        {
          title: 'Archives',
          paragraphs: [
            'Several files come back as one archive. Look at each of them, or extract all into a new folder.',
          ],
        },
        {
          title: 'The program seems to have failed',
          paragraphs: [
            'A service can answer although its program had a problem. The window then shows the last lines of it. If it is a result after all, press “It’s fine, keep as result”.',
            '“Show the service’s log” beside a failure shows the last lines that the service wrote on the cluster, if your account may see them and the cluster has OSCAR 4 or newer. They are of all its runs; tokens and passwords are left out.',
          ],
        },
      ],
    },
    batch: {
      title: 'Many files',
      picture: 'A list of files that is running: some are done, one needs attention',
      sections: [
        {
          title: 'Run a folder',
          steps: [
            'Drop files and folders, or choose them. They become a list.',
            'Choose the service on the left.',
            'Press “Try three first”. Three files of the commonest kind are run and opened side by side: you see whether the results are what you want, and how long the rest takes.',
            'Run the others. The list gets a folder of its own, named by its day, with results arranged as your files are and a report.',
          ],
        },
        {
          title: 'Pause and go on',
          paragraphs: [
            '“Pause” stops after what is under way. You can close the window and go on another day: nothing that was done is lost, not even in a crash. A list that you close is in the history.',
          ],
        },
        {
          title: 'Several lists',
          paragraphs: [
            'What you drop while a list runs becomes another list. Lists for one cluster wait for their turn; at another cluster a list runs beside them. At the top you see all of them: click one to look at it. Drag it, or press Alt with an arrow key, to change the order. “Pause” lets the next one go on.',
          ],
        },
        {
          title: 'What is left out',
          paragraphs: [
            'A folder is taken with everything in it but hidden files, leftovers of cameras, storage devices and systems, reports of this program, empty files, and kinds that the service doesn’t take. Above the list is how many there are; opened, it names each with its reason. A file that you give by itself is taken whatever its name is.',
            'Where a folder has files of several kinds, a line counts them. “Only the photos” keeps those; “Take all kinds again” undoes it, until the list is run.',
            'Names that you never want are left out of every folder: in the settings, under “Leave out more files of folders”.',
          ],
        },
        {
          title: 'Names of the results',
          paragraphs: [
            'Under “Options” you choose how results are called, and whether the list gets a new folder; where it doesn’t, what happens to results that exist already. “Change…” takes another folder, also for the next lists.',
          ],
        },
        {
          title: 'The same folder again',
          paragraphs: [
            'A list with a new folder runs all of its files. In a folder that has results already, “Don’t run the same file again” leaves out only what this service made a result from before, as long as the result is there. A file that was changed, and another one of the same name, are run and get results of their own.',
            'A hidden file in the folder remembers what was made from what, so the folder can be moved. In the menu of a file that was left out, “Run it anyway” runs it, and “Show in folder” shows its result.',
          ],
        },
      ],
    },
    tables: {
      title: 'A spreadsheet, row by row',
      picture: 'The question which column of a table is sent, and the first rows as they are sent',
      sections: [
        {
          title: 'Run each row of a table',
          paragraphs: [
            'Drop a CSV, TSV or xlsx file and press “Run each row…”. Choose the column with the text, the fields that columns fill, or the column with the names of files, and look at the first three as they are sent. “Only some rows…” runs the rows that meet your conditions, such as a height of at least 12. “Your table with the answers…” under “Take away” gives the table back, with new columns behind its own.',
          ],
        },
      ],
    },
    recipes: {
      title: 'One service after another',
      sections: [
        {
          title: 'One service after another',
          paragraphs: [
            'A recipe is several services under one name: each gets what the one before made. “New recipe…” in the menu bar, or in the menu of a service, makes one; it then stands below the services. Choose it, give it a file, files or a folder, and run the list as every other. Each step is a list of its own, with a folder of its own for its results. What is done to the files of a step is under “Before sending” below it.',
            'A file that fails in one step stops there. Run it again, and it goes on with the next steps.',
            'A recipe also runs by itself on what comes into a folder: choose it, then “Watch a folder…” in the menu bar.',
          ],
        },
      ],
    },
    watching: {
      title: 'A folder that fills itself',
      sections: [
        {
          title: 'Watch a folder',
          paragraphs: [
            '“Watch a folder…” is in the menu bar and in the options of a list. Each new file in the folder runs once it has stopped growing, for as long as this program is open, also after the next start. You are asked about what is there already. No file runs twice, even under another name, and results in the folder are left alone. Each day has a list of its own. The sign at the foot of the window leads to “Watched folders”, where you see what was taken, pause it, or press “Stop watching”.',
            'A recipe can run in place of a service: choose it under “What runs”. Each step has a folder of its own in the folder of the results. If the recipe or a service of it is gone, “Watched folders” says so; what comes waits, and goes on once it is there again. When you change the recipe, what comes from then on runs in the new way.',
          ],
        },
      ],
    },
    review: {
      title: 'Looking through results',
      picture: 'The pictures that a list brought, and the one that is looked at beside what was sent',
      sections: [
        {
          title: 'Look at the results',
          paragraphs: [
            'Choose a file in the list to see its result and what was sent. “Next file” and “Previous file” lead through the list.',
            'The columns come from the answers. A click on a heading orders the list, and “Columns” chooses which are shown. The chips above it narrow it to a label, a reason or a folder.',
            '“One by one” gives each result all the room: the arrow keys lead on, Escape leads back.',
            'Where pictures came back, “Pictures” shows them all. What can be done with a file is in the menu at the end of its line, or opens with the menu key.',
          ],
        },
        {
          title: 'What needs attention',
          paragraphs: [
            'One bad file stops nothing. It stays in the list with its reason, and can be run again by itself.',
          ],
        },
      ],
    },
    'taking-away': {
      title: 'Taking results away',
      sections: [
        {
          title: 'Take a list away',
          paragraphs: [
            '“Take away” above the list saves what it shows, or what is selected in it. “Table…” makes a workbook or a CSV with a row for each file or for each detection; places are shares of the photo’s width and height, from its upper left corner. Files without a result are in it with their reason.',
            '“Sort files into folders by label…” copies your files, and never touches the files themselves nor anything that is in the folder already. Stopped in the middle, it goes on when it is done once more. “Take sorted copies away again…” removes copies that nobody changed, as long as their originals are there.',
            '“Detections for Timelapse…” makes a file in the format of MegaDetector. In Timelapse, open it for the folder that the window names.',
          ],
        },
      ],
    },
    history: {
      title: 'History',
      picture: 'The history: earlier runs on the left, and the result of the chosen one',
      sections: [
        {
          title: 'Find a run again',
          paragraphs: [
            'Everything you run is in the history with its result, by day. Search by file, text, service or connection.',
            '“Run again” runs the same input once more. “Use as input for…” under “More” puts a result into another service.',
            'A list of files is one row. “Open the list” brings it back whole, with answers and marks, also after a restart; what is gone from its folder is named.',
          ],
        },
        {
          title: 'How long results stay',
          paragraphs: [
            'Under “Settings” you choose for how long, and how much room results may take. The oldest go first. “Keep always” spares a run or a list from that, and lists with marks stay in any case. Deleting a list leaves its results in their folder, unless you choose to delete them too.',
          ],
        },
        {
          title: 'Delete',
          paragraphs: [
            '“Delete” removes a run and its files from this computer. “Undo” brings it back, until you delete something else or leave the history. What you saved elsewhere stays.',
          ],
        },
      ],
    },
    moving: {
      title: 'Moving to another computer',
      sections: [
        {
          title: 'Take everything along',
          paragraphs: [
            'One file takes your connections, favourites, presets, own names, recipes, watched folders, settings and the history of single runs. Passwords and tokens stay where they are, and so do lists of files with their results.',
          ],
          steps: [
            'On the old computer, open “Settings”, and press “Save it all to a file…”.',
            'Tick “Take the results along” if the results of the history are to come too. Press “Save the file…”.',
            'Copy the file to the other computer.',
            'There, open “Settings”, press “Bring it back from a file…”, and tick what you want. Press “Bring what is ticked”.',
            'Choose a connection. It asks for its token or password once.',
          ],
        },
        {
          title: 'What is there already stays',
          paragraphs: [
            'What is new is ticked. What would replace something says so, and is not ticked. The same file brought twice changes nothing, so you can do it again where something came in between.',
            'Watched folders come switched off, and remember what they took: no file runs twice. A folder that isn’t on this computer is named.',
            'A run whose file was on the other computer shows its result; to run it again, choose the file once more.',
          ],
        },
      ],
    },
    privacy: {
      title: 'What happens to your files',
      sections: [
        {
          title: 'What leaves this computer',
          paragraphs: [
            'Only what you run, and only to the cluster you chose. The app sends nothing else: no statistics, no reports of its own, and it looks for no updates.',
            'The practice cluster is on this computer. Nothing that you practise with leaves it.',
          ],
        },
        {
          title: 'What stays on this computer',
          paragraphs: [
            'Results and the history stay until they are too old, take too much room, or you delete them. Under “Settings”, “Until the app is closed” keeps nothing.',
            'The history remembers where an input file was. It never holds a token or a password.',
          ],
        },
        {
          title: 'What is in a result',
          paragraphs: [
            'Nothing in a result is ever run by the app. Kinds of files that can hold programs are saved, not opened.',
          ],
        },
      ],
    },
  },
  troubleshooting: {
    title: 'When it doesn’t work',
    intro: {
      title: 'How to use this page',
      paragraphs: [
        'Search for a word of the sentence that you see. Each has its next step below it. Names and numbers here are examples.',
        'What the server said is under “Details” of the message, for your administrator.',
      ],
    },
    groups: {
      connection: 'The connection',
      'sign-in': 'Signing in',
      input: 'Your file or text',
      waiting: 'Waiting and trying again',
      result: 'The result',
      computer: 'This computer',
      batch: 'Many files',
    },
    examples: { file: 'leaf.jpg', folder: 'Results', connection: 'Field lab' },
  },
  keyboard: {
    title: 'Keyboard',
    intro: 'Everything can be done without a mouse. Tab goes to the next control, and the keys below do more.',
    commands: 'Commands',
    command: 'Command',
    keys: 'Keys',
    noKeys: 'In the menu bar',
    more: [
      {
        title: 'In lists',
        paragraphs: [
          'The arrow keys, Home and End move. Typing the first letters of a service finds it.',
          'In a list of many files, Space selects, Enter opens the result, and Delete takes a file out of the list, not from the disk.',
          'There, among the pictures and one by one, K keeps an answer, W calls it wrong, S gives it a star, L and N write a label or a note. U or Ctrl+Z undoes.',
        ],
      },
      {
        title: 'In pictures',
        paragraphs: [
          '+ and − enlarge and reduce, 0 fits the picture in, 1 shows its own size, the arrow keys move it.',
        ],
      },
      {
        title: 'In text and JSON',
        paragraphs: ['Ctrl+F (⌘F on a Mac) finds, Enter goes to the next place, Shift+Enter to the one before.'],
      },
      {
        title: 'The menu bar',
        paragraphs: ['On Windows and Linux, Alt shows the menu bar. Shift+F10 opens the menu of what has the focus.'],
      },
    ],
  },
};
