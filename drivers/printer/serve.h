/*
 * serve: the printer driver's conversation with the kiosk (drivers/wire.h).
 *
 * READY when there is a printer that prints; FAULT without a visit when there is none, when it
 * cannot print now, and when its paper is low; each at the change. PRINT is answered by PRINTED
 * once the printer says that all is on paper, or that it is not and was told to forget it. One
 * receipt at a time; nothing of it is kept.
 */
#ifndef DRIVERS_PRINTER_SERVE_H
#define DRIVERS_PRINTER_SERVE_H

#include "escpos.h"

struct printer_settings {
    char device[160]; /* port_open(); "": no printer is fitted */
    unsigned baud;
    unsigned patience_s; /* how long a receipt may take */
    bool answers;        /* the printer tells its status; else what it took counts as printed */
    struct escpos_paper paper;
};

/* Serves the connection until its end. Returns 0 at end of file; -EBADMSG for a message not
 * allowed; -errno of the socket; -ENOMEM. */
int serve(int fd, const char *version, const struct printer_settings *settings);

#endif
