/**
 * The most that a file may ask for. A file comes from anywhere, so everything that allocates or loops has a bound; they
 * are set where a browser still answers at once, several times above what the campaign needs.
 */
export const LIMITS = {
  /** bytes of a level file, before it is parsed: validation visits every item, so the text itself has to be small */
  levelBytes: 256 * 1024,
  idLength: 64,
  /** cycles that any single span in a file may have: 512 pCPUs × this is still a safe integer */
  cycles: 1e13,
  machines: 8,
  pcpus: 64,
  devices: 16,
  channels: 128,
  modes: 16,
  guests: 256,
  days: 15,
  vcpus: 64,
  /** over all guests */
  totalVcpus: 1024,
  phases: 64,
  script: 4000,
  count: 1e6,
  rounds: 1000,
  weight: 65_536,
  footprint: 1e8,
  /** megabytes */
  memory: 1e7,
  rules: 256,
  goals: 12,
  knobs: 64,
  kernels: 64,
  steps: 64,
  conditions: 8,
  hints: 64,
  figures: 64,
  answers: 6,
  parameters: 32,
  services: 64,
  sites: 1024,
  pools: 16,
  values: 64,
  words: 500,
  wordLength: 4000,
  languages: 32,
} as const;
