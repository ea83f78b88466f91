/*
 * selftest: `kioskctl selftest [--json] [--sys FOLDER] -c FILE`: a readiness report with its date:
 * each part that can be asked without a person, with a result, a figure and what to do. The kiosk
 * must not be running (systemctl stop kiosk), since a driver serves one at a time.
 *
 * FOLDER (/sys) is where the board's temperature and voltage are looked for.
 */
#ifndef KIOSK_CTL_SELFTEST_H
#define KIOSK_CTL_SELFTEST_H

/* argv[0] is "selftest". Returns the status to exit with: 0, 1 when a part is bad or the report
 * could not be made, or 2 for a wrong command. */
int selftest_command(int argc, char **argv);

#endif
