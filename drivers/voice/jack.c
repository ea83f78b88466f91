#include "jack.h"

#include <alsa/asoundlib.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

struct jack {
    snd_ctl_t *control; /* NULL: no detection */
    int fd;
    bool plugged;
};

/* Kernel: Documentation/sound/designs/jack-controls.rst. */
static int look(struct jack *j)
{
    snd_ctl_elem_value_t *value;
    snd_ctl_elem_value_alloca(&value);
    snd_ctl_elem_value_set_interface(value, SND_CTL_ELEM_IFACE_CARD);
    snd_ctl_elem_value_set_name(value, "Headphone Jack");
    int result = snd_ctl_elem_read(j->control, value);
    j->plugged = !result && snd_ctl_elem_value_get_boolean(value, 0);
    return result;
}

static int watch(struct jack *j, const char *card)
{
    struct pollfd polled;
    int result = snd_ctl_open(&j->control, card, SND_CTL_NONBLOCK);
    if (!result)
        result = look(j);
    if (!result)
        result = snd_ctl_subscribe_events(j->control, 1);
    if (result)
        return result;
    if (snd_ctl_poll_descriptors(j->control, &polled, 1) != 1)
        return -ENODEV;
    j->fd = polled.fd;
    return 0;
}

int jack_open(const char *setting, struct jack **jack_out)
{
    struct jack *j = calloc(1, sizeof *j);
    int result = 0;
    if (!j)
        return -ENOMEM;
    j->fd = -1;
    j->plugged = !strcmp(setting, "always");
    if (!j->plugged && strcmp(setting, "never") != 0)
        result = watch(j, setting);
    if (result)
        jack_close(j);
    else
        *jack_out = j;
    return result;
}

void jack_close(struct jack *j)
{
    if (!j)
        return;
    if (j->control)
        snd_ctl_close(j->control);
    free(j);
}

int jack_fd(const struct jack *j)
{
    return j ? j->fd : -1;
}

void jack_read(struct jack *j)
{
    snd_ctl_event_t *event;
    snd_ctl_event_alloca(&event);
    int result;
    do
        result = snd_ctl_read(j->control, event);
    while (result > 0);
    if ((result < 0 && result != -EAGAIN) || look(j)) {
        j->plugged = false;
        j->fd = -1;
    }
}

bool jack_plugged(const struct jack *j)
{
    return j && j->plugged;
}
