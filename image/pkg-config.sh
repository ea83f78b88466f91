#!/bin/sh
# pkg-config.sh: pkg-config of the image's own libraries; SYSROOT is where they were unpacked.
export PKG_CONFIG_SYSROOT_DIR="$SYSROOT"
export PKG_CONFIG_LIBDIR="$SYSROOT/usr/lib/aarch64-linux-gnu/pkgconfig:$SYSROOT/usr/share/pkgconfig"
exec pkg-config "$@"
