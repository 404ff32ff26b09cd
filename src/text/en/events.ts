/**
 * What just happened, for the live region: past tense, one short sentence. Only what nobody can see coming is said; what
 * a tenant is up to, for one, is for the player to find out.
 */
export const event = {
  taskReady: '{{guest}} is ready and waits.',
  taskHalted: '{{guest}} halted.',
  exitRaised: '{{guest}} stopped: {{reason}}.',
  latchDrained: 'Drained {{n}}, saved {{saved}}.',
  guestSuffers: '{{guest}} has to wait.',
  guestWarned: '{{guest}} is impatient and will soon give up.',
  guestRebooted: '{{guest}} gave up and restarted. Its work is lost.',
  guestRose: '{{guest}} joins.',
  guestUp: '{{guest}} is up.',
  kernelPortStarted: '{{kernel}} is being ported.',
  kernelPorted: '{{kernel}} is ported.',
  guestAsked: '{{guest}} asks to enter.',
  guestLeft: '{{guest}} has left.',
  kernelPanicked: '{{guest}} brought the kernel down.',
  pcpuPowered: '{{pcpu}} powers up.',
  'ended.over': 'Time is up.',
  'ended.lost': 'The run is lost.',
  'ended.budget': 'The run ended early.',
  refused: 'Not now: {{reason}}',
  paused: 'Paused.',
  resumed: 'Running.',
} as const;
