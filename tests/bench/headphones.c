/*
 * headphones: a sound card's "Headphone Jack" below the real ALSA library, in place of a socket
 * somebody plugs into: an external control plugin (alsa-lib, control_external.h) that tells what a
 * file says, "1" or "0", at each change of it.
 *
 *     ctl_type.headphones { lib "/.../headphones.so" }
 *     ctl.headphones { type headphones file "/.../headphones" }
 *
 * The file is replaced by renaming. One that is not there yet: nothing is plugged in.
 */
#include <alsa/asoundlib.h>
#include <alsa/control_external.h>
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

struct headphones {
    snd_ctl_ext_t ext;
    char *file;
};

static void on_close(snd_ctl_ext_t *ext)
{
    struct headphones *h = ext->private_data;
    close(ext->poll_fd);
    free(h->file);
    free(h);
}

static int elem_count(snd_ctl_ext_t *ext)
{
    (void)ext;
    return 1;
}

static int elem_list(snd_ctl_ext_t *ext, unsigned offset, snd_ctl_elem_id_t *id)
{
    (void)ext;
    (void)offset;
    snd_ctl_elem_id_set_interface(id, SND_CTL_ELEM_IFACE_CARD);
    snd_ctl_elem_id_set_name(id, "Headphone Jack");
    return 0;
}

static snd_ctl_ext_key_t find_elem(snd_ctl_ext_t *ext, const snd_ctl_elem_id_t *id)
{
    (void)ext;
    return strcmp(snd_ctl_elem_id_get_name(id), "Headphone Jack") ? SND_CTL_EXT_KEY_NOT_FOUND : 0;
}

static int get_attribute(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, int *type, unsigned *access,
                         unsigned *count)
{
    (void)ext;
    (void)key;
    *type = SND_CTL_ELEM_TYPE_BOOLEAN;
    *access = SND_CTL_EXT_ACCESS_READ;
    *count = 1;
    return 0;
}

static int read_integer(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *value)
{
    struct headphones *h = ext->private_data;
    FILE *file = fopen(h->file, "re");
    (void)key;
    *value = file && fgetc(file) == '1';
    if (file)
        fclose(file);
    return 0;
}

/* One event for all that the folder tells: whoever asks then reads the value. */
static int read_event(snd_ctl_ext_t *ext, snd_ctl_elem_id_t *id, unsigned *mask)
{
    char events[4096];
    ssize_t got = read(ext->poll_fd, events, sizeof events);
    if (got <= 0)
        return -EAGAIN;
    elem_list(ext, 0, id);
    *mask = SND_CTL_EVENT_MASK_VALUE;
    return 1;
}

static void subscribe_events(snd_ctl_ext_t *ext, int subscribe)
{
    (void)ext;
    (void)subscribe;
}

static const snd_ctl_ext_callback_t callback = {
    .close = on_close,
    .elem_count = elem_count,
    .elem_list = elem_list,
    .find_elem = find_elem,
    .get_attribute = get_attribute,
    .read_integer = read_integer,
    .subscribe_events = subscribe_events,
    .read_event = read_event,
};

static int watch_folder_of(const char *file)
{
    int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    char *copy = strdup(file);
    if (watch >= 0 && (!copy || inotify_add_watch(watch, dirname(copy), IN_MOVED_TO) < 0)) {
        close(watch);
        watch = -1;
    }
    free(copy);
    return watch;
}

static const char *file_setting(snd_config_t *conf)
{
    snd_config_t *node;
    const char *file = NULL;
    if (!snd_config_search(conf, "file", &node))
        snd_config_get_string(node, &file);
    return file;
}

/* ALSA's name for it: _snd_ctl_headphones_open(). */
SND_CTL_PLUGIN_DEFINE_FUNC(headphones)
{
    struct headphones *h = calloc(1, sizeof *h);
    const char *file = file_setting(conf);
    int result;
    (void)root;
    if (!h || !file)
        goto out;
    h->file = strdup(file);
    h->ext.version = SND_CTL_EXT_VERSION;
    strcpy(h->ext.id, "Bench");
    strcpy(h->ext.driver, "Bench");
    strcpy(h->ext.name, "Bench");
    strcpy(h->ext.longname, "Headphones of the bench");
    strcpy(h->ext.mixername, "Bench");
    h->ext.poll_fd = watch_folder_of(file);
    h->ext.callback = &callback;
    h->ext.private_data = h;
    if (!h->file || h->ext.poll_fd < 0)
        goto out;
    result = snd_ctl_ext_create(&h->ext, name, mode);
    if (result < 0)
        return result;
    *handlep = h->ext.handle;
    return 0;
out:
    if (h)
        free(h->file);
    free(h);
    return -EINVAL;
}

SND_CTL_PLUGIN_SYMBOL(headphones)
