/*
 * reset: the chip's reset line (PN532 RSTPD_N, UM0701-02 chapter 3), which alone clears a chip that
 * has locked up: a line of a GPIO character device (Linux <linux/gpio.h>, v2).
 */
#ifndef DRIVERS_CARD_RESET_H
#define DRIVERS_CARD_RESET_H

/* Pulls the line low for a moment, and returns when the chip listens again. `line` is
 * "/dev/gpiochip0:17". Returns 0; -EINVAL for another form; -ENOTTY when it is no GPIO chip; -EBUSY
 * when the line is in use; or what open(2) says. */
int reset_pulse(const char *line);

#endif
