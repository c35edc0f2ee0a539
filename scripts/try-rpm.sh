#!/bin/sh
# Installs the rpm of release/ on a bare Fedora or openSUSE, as root, and runs one practice job and the window with it as an
# ordinary user, with the sandbox on.
set -eu
if command -v dnf >/dev/null; then
  dnf install -y ./release/*.rpm xorg-x11-server-Xvfb xorg-x11-xauth procps-ng util-linux shadow-utils
else
  zypper --non-interactive refresh
  zypper --non-interactive install --allow-unsigned-rpm ./release/*.rpm xorg-x11-server-Xvfb xauth procps util-linux shadow
fi
useradd --create-home someone
cp assets/samples/leaf.jpg /home/someone/leaf.jpg
chown someone /home/someone/leaf.jpg
# Read by the shell of that user.
# shellcheck disable=SC2016
runuser -u someone -- sh -euc '
  cd "$HOME"
  Xvfb :99 -screen 0 1280x800x24 -nolisten tcp &
  screen=$!
  export DISPLAY=:99
  oscar-desktop run grayscale --profile practice --input leaf.jpg --output grey.jpg
  test -s grey.jpg
  oscar-desktop &
  program=$!
  timeout 60 sh -c "until pgrep -f type=renderer >/dev/null; do sleep 1; done"
  kill $program $screen
'
if command -v dnf >/dev/null; then dnf remove -y oscar-desktop; else zypper --non-interactive remove oscar-desktop; fi
test ! -e /usr/lib/oscar-desktop
