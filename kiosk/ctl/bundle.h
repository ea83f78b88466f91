/*
 * bundle: `kioskctl bundle -c FILE`: what whoever is asked for help wants to see, as one JSON on
 * standard output: status, what waits (numbers aside), the end of the journal, of the programs' log
 * (journalctl(1)), and of the board. Without identity: our programs write none, and what anything
 * else may have written is redacted (redaction.h).
 */
#ifndef KIOSK_CTL_BUNDLE_H
#define KIOSK_CTL_BUNDLE_H

/* argv[0] is "bundle". Returns the status to exit with: 0, 1, or 2 for a wrong command. */
int bundle_command(int argc, char **argv);

#endif
