/** Drivers for guests that talk to emulated cards. */
export const drivers = {
  'verb.install.name': 'Install',
  'verb.install.means':
    'Give a guest a driver that writes to a ring. It comes through the old card, then the guest restarts. It is away for the time on the button, and its patience falls meanwhile.',
  'help.action.install': 'Install a driver in the chosen guest',
  'play.next.driver': 'in {{time}}: {{guest}} has its driver',
  'play.stopped.driver': 'Stopped: {{guest}} has its driver.',
  'play.driver.row': 'its packets',
  'play.driver.volleyMeans':
    'One packet to an emulated card: a bar for each access to a register, and each is an exit to user space.',
  'play.driver.lettersMeans':
    'Its driver puts packets into a ring that both sides see, and knocks once for all of them.',
  'play.driver.install': 'Install: {{time}}',
  'play.driver.letters': '{{n}} per knock',
  'play.driver.ready': 'by ring',
  'play.driver.fetching': 'fetches {{n}} of {{of}}',
  'play.driver.restarts': 'restarts',
  'play.name.install': 'Install a driver in {{guest}}: it is away for {{time}}, and its patience falls meanwhile',
  'play.name.driver': '{{guest}} has a driver: a packet is one knock',
  'play.name.fetching': '{{guest}} fetches its driver through the old card',
  'play.name.installLong':
    'Install a driver in {{guest}}: it is away for {{time}}, its restart is longer than its patience lasts',
  'play.driver.longMeans':
    'Red: its restart takes longer than its patience lasts. Who is hardly asked can live with knocks.',
  'play.driver.title': 'Network of {{guest}}',
  'play.driver.whatCard': 'An emulated card: a packet is a volley of accesses, and each of them leaves the guest.',
  'play.driver.whatRing': 'A paravirtual driver: packets lie in a ring, and one knock tells of all of them.',
  'play.driver.knocksSoFar': 'Knocks so far',
  'play.driver.lettersSoFar': 'Packets by ring',
  'play.driver.takes': 'To install takes',
  'play.driver.away': 'Of that, restarting',
  'play.driver.bears': 'Bears being down',
  'play.price.knockUser': 'A knock, answered in user space',
  'play.price.knockKernel': 'A knock, answered in the kernel',
  'event.driverChosen': '{{guest}} fetches a driver through its old card.',
  'event.driverInstalled': '{{guest}} has its driver, and restarts.',
  'refusal.noSuchDriver': 'There is no such driver.',
  'refusal.hasDriver': 'It has this driver.',
  'refusal.installing': 'It is being given one.',
  'metric.installs.short': 'installed',
  'metric.installs.long': 'Drivers installed',
  'metric.installs.means': 'Drivers that guests were given during the run.',
} as const;
