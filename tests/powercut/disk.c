#include "tests/powercut/disk.h"

#include "tests/powercut/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NAME = 64, FILES_MAX = 32, SECTOR = 512 };

struct moment {
    struct trace_header header;
    char name[NAME];
    const char *bytes; /* in the trace */
};

struct disk {
    char *trace;
    struct moment *moments;
    size_t count;
};

struct file {
    char name[NAME];
    char *content;
    size_t size, room;
};

struct folder {
    struct file files[FILES_MAX];
    size_t count;
};

struct disk *disk_read(const char *trace_path)
{
    struct disk *d = calloc(1, sizeof *d);
    FILE *file = fopen(trace_path, "r");
    assert_non_null(d);
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file), at = 0;
    rewind(file);
    d->trace = malloc(size + 1);
    assert_non_null(d->trace);
    assert_int_equal(fread(d->trace, 1, size, file), size);
    fclose(file);
    while (at < size) {
        d->moments = realloc(d->moments, (d->count + 1) * sizeof *d->moments);
        assert_non_null(d->moments);
        struct moment *m = &d->moments[d->count++];
        memset(m, 0, sizeof *m);
        memcpy(&m->header, d->trace + at, sizeof m->header);
        at += sizeof m->header;
        assert_in_range(m->header.name_size, 0, NAME - 1);
        memcpy(m->name, d->trace + at, m->header.name_size);
        at += m->header.name_size;
        m->bytes = d->trace + at;
        at += m->header.size;
    }
    assert_int_equal(at, size);
    return d;
}

void disk_free(struct disk *d)
{
    free(d->moments);
    free(d->trace);
    free(d);
}

size_t disk_moments(const struct disk *d)
{
    return d->count;
}

bool disk_changes(const struct disk *d, size_t i)
{
    return d->moments[i].header.what != TRACE_SAID;
}

const void *disk_said(const struct disk *d, size_t i, size_t *size_out)
{
    *size_out = d->moments[i].header.size;
    return d->moments[i].header.what == TRACE_SAID ? d->moments[i].bytes : NULL;
}

static struct file *find(struct folder *f, const char *name)
{
    for (size_t i = 0; i < f->count; i++)
        if (!strcmp(f->files[i].name, name))
            return &f->files[i];
    return NULL;
}

static void drop(struct folder *f, struct file *file)
{
    free(file->content);
    *file = f->files[--f->count];
}

static void resize(struct file *file, size_t size)
{
    if (size > file->room) {
        file->room = 2 * size;
        file->content = realloc(file->content, file->room);
        assert_non_null(file->content);
    }
    if (size > file->size)
        memset(file->content + file->size, 0, size - file->size);
    file->size = size;
}

static void apply(struct folder *f, const struct moment *m, size_t taken)
{
    struct file *file = find(f, m->name);
    if (!file && (m->header.what == TRACE_WRITE || m->header.what == TRACE_TRUNCATE)) {
        assert_true(f->count < FILES_MAX);
        file = &f->files[f->count++];
        memset(file, 0, sizeof *file);
        strcpy(file->name, m->name);
    }
    switch ((enum trace_what)m->header.what) {
    case TRACE_WRITE:
        if (m->header.offset + taken > file->size)
            resize(file, m->header.offset + taken);
        if (taken)
            memcpy(file->content + m->header.offset, m->bytes, taken);
        break;
    case TRACE_TRUNCATE:
        resize(file, m->header.offset);
        break;
    case TRACE_RENAME:
        if (file) {
            char to[NAME];
            snprintf(to, sizeof to, "%.*s", (int)m->header.size, m->bytes);
            if (find(f, to))
                drop(f, find(f, to));
            strcpy(find(f, m->name)->name, to);
        }
        break;
    case TRACE_UNLINK:
        if (file)
            drop(f, file);
        break;
    case TRACE_SYNC:
    case TRACE_SAID:
        break;
    }
}

/* Whether a lazy disk has taken moment j when power is cut after moment i: content when its file
 * was synced since, names when the folder was. A new name lasts with its file's own sync. */
static bool was_synced(const struct disk *d, size_t j, size_t i)
{
    bool of_name =
        d->moments[j].header.what == TRACE_RENAME || d->moments[j].header.what == TRACE_UNLINK;
    for (size_t k = j + 1; k <= i; k++)
        if (d->moments[k].header.what == TRACE_SYNC &&
            !strcmp(d->moments[k].name, of_name ? "" : d->moments[j].name))
            return true;
    return false;
}

void disk_write(const struct disk *d, size_t i, enum disk_kind kind, const char *folder)
{
    static struct folder f;
    f.count = 0;
    for (size_t j = 0; j <= i; j++) {
        const struct moment *m = &d->moments[j];
        size_t taken = m->header.size;
        if (kind == DISK_LAZY && !was_synced(d, j, i))
            continue;
        if (kind == DISK_TORN && j == i && m->header.what == TRACE_WRITE)
            taken = taken / 2 / SECTOR * SECTOR;
        apply(&f, m, taken);
    }
    for (size_t j = 0; j < f.count; j++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", folder, f.files[j].name);
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        if (f.files[j].size)
            assert_int_equal(fwrite(f.files[j].content, 1, f.files[j].size, file), f.files[j].size);
        assert_int_equal(fclose(file), 0);
        free(f.files[j].content);
    }
}
