/*
 * port: the bytes' way to and from a printer: a device file (USB /dev/usb/lp0, a serial line), or
 * TCP, as printers in a network listen on port 9100. Nothing here waits longer than it is told.
 */
#ifndef DRIVERS_PRINTER_PORT_H
#define DRIVERS_PRINTER_PORT_H

#include <stddef.h>
#include <stdint.h>

struct port;

/* Opens `device`: a path, or "tcp:ADDRESS:PORT" with a numeric address. `baud` is set where it is a
 * serial line. Returns 0; -EINVAL for what is neither; -errno of the device. */
int port_open(const char *device, unsigned baud, struct port **port_out);

/* Takes NULL. What was not sent yet is not. */
void port_close(struct port *p);

/* Writes all of it within `wait_ms`. Returns 0; -ETIMEDOUT when it does not take it all in time;
 * -errno when the device is gone. */
int port_write(struct port *p, const uint8_t *bytes, size_t size, int wait_ms);

/* Reads one byte within `wait_ms`. Returns 0; -ETIMEDOUT; -errno when the device is gone. */
int port_read(struct port *p, uint8_t *byte_out, int wait_ms);

/* Throws away what was read and not taken, and what was written and not sent. */
void port_flush(struct port *p);

#endif
