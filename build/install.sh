# Sourced by the scripts in the root: finds what is missing and installs it, or says exactly what to run.
say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1; then
    say "The .NET SDK 10 is missing. Install it (https://learn.microsoft.com/dotnet/core/install/linux-debian) and run this again."
    exit 2
  fi
}

# Installs Debian packages when allowed; otherwise says the command and returns 1.
install_packages() {
  if ! command -v apt-get >/dev/null 2>&1; then
    say "Missing: $*. Install it with this system's package manager."
    return 1
  fi
  local as=""
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as="sudo"; else
      say "Missing: $*. Run: sudo apt-get install -y $*"
      return 1
    fi
  fi
  say "Installing $* …"
  if ! { $as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null 2>&1; then
    say "Could not install $*. Run: sudo apt-get install -y $*"
    return 1
  fi
}

# The console's browser parts are bundled while the product is built.
need_node() {
  if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then return 0; fi
  install_packages nodejs npm || { say "Node.js with npm is needed to build the console, not to run it."; exit 2; }
}

# The tests of the console walk through it in a browser; without one they are skipped, with the reason.
need_chromium() {
  if command -v chromium >/dev/null 2>&1; then return 0; fi
  install_packages chromium || say "Going on without Chromium: the tests in a browser are skipped."
}

need_ffmpeg() {
  if command -v ffmpeg >/dev/null 2>&1 && command -v ffprobe >/dev/null 2>&1; then return 0; fi
  install_packages ffmpeg || say "Going on without ffmpeg: recordings and videos are examined by structure alone."
}

need_postgres() {
  if compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null; then return 0; fi
  install_packages postgresql || say "Going on without PostgreSQL: the tests that need it are skipped."
}
