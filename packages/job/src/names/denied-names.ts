/** Names that are refused for one reason. */
export interface DeniedGroup {
  readonly why: string;
  /** Each a whole name, or a name with a `*` at its beginning or its end. */
  readonly rules: readonly string[];
}

const group = (why: string, rules: string): DeniedGroup => ({ why, rules: rules.trim().split(/\s+/) });

/**
 * The variables by which a name that comes from a vault would steer the steps that follow: what they run, load, read and
 * trust, and what they believe about the job. Gathered from the documentation of each program, from sudo's
 * `initial_badenv_table` and glibc's `unsecvars.h`; the GitHub runner itself refuses NODE_OPTIONS alone. All are upper case:
 * names are compared without case, for Windows does so, curl reads `http_proxy` and npm reads `npm_config_*`.
 *
 * Left out are names that people keep in a vault on purpose, each a credential or a place for one program:
 * AWS_ACCESS_KEY_ID, KUBECONFIG, DOCKER_*, SONAR_*, NPM_TOKEN, PIP_INDEX_URL, SECRET_KEY, USER; and GitLab's FF_*, which its
 * runner reads from the job's definition and not from a shell.
 */
export const DENIED_GROUPS: readonly DeniedGroup[] = [
  group(
    'decides which program a command starts, or which one another program starts for its user',
    `PATH PATHEXT COMSPEC SHELL PSMODULEPATH EDITOR VISUAL FCEDIT PAGER MANPAGER LESSOPEN LESSCLOSE BROWSER
     SSH_ASKPASS SSH_ASKPASS_REQUIRE SUDO_ASKPASS SUDO_EDITOR SVN_SSH CVS_RSH RSYNC_RSH TAR_OPTIONS`,
  ),
  group(
    'is read by a shell before or while it runs a script, and can hold commands or change how words are split and found',
    `BASH_* BASHOPTS SHELLOPTS ENV ZDOTDIR FPATH IFS PS4 PROMPT_COMMAND CDPATH GLOBIGNORE NULLCMD READNULLCMD
     TMPPREFIX INPUTRC __PSLOCKDOWNPOLICY`,
  ),
  group(
    'makes the loader or the C library of every program load code or data, or look hosts up elsewhere',
    `LD_* DYLD_* _RLD* LIBPATH SHLIB_PATH GCONV_PATH GETCONF_DIR GLIBC_TUNABLES MALLOC_* LOCPATH NLSPATH TZDIR
     NIS_PATH HOSTALIASES LOCALDOMAIN RES_OPTIONS RESOLV_HOST_CONF TERMINFO TERMINFO_DIRS TERMCAP TERMPATH`,
  ),
  group(
    'makes a language runtime load code, or take options that do',
    `NODE_* PYTHON* PERL5* PERLLIB PERLIO_DEBUG RUBYOPT RUBYLIB GEM_HOME GEM_PATH BUNDLE_GEMFILE PHPRC
     PHP_INI_SCAN_DIR LUA_INIT* LUA_PATH* LUA_CPATH* ERL_* JAVA_HOME JAVA_TOOL_OPTIONS _JAVA_OPTIONS
     JDK_JAVA_OPTIONS CLASSPATH DOTNET_* COMPLUS_* CORECLR_* COR_*`,
  ),
  group(
    'makes a build tool run other programs, take options, or fetch packages from elsewhere',
    `NPM_CONFIG_* COREPACK_* YARN_RC_FILENAME YARN_YARN_PATH YARN_IGNORE_PATH MAVEN_OPTS MAVEN_ARGS GRADLE_OPTS
     GRADLE_USER_HOME MAKEFLAGS GNUMAKEFLAGS MAKEFILES GOFLAGS GOENV GOROOT GOPATH GOPROXY GOSUMDB GONOSUMDB
     GOINSECURE GOTOOLCHAIN CGO_* RUSTC RUSTDOC RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER RUSTFLAGS RUSTUP_* CARGO_HOME
     CARGO_BUILD_* CARGO_TARGET_*`,
  ),
  group('makes git run commands, read other configuration, or work on another repository', 'GIT_*'),
  group(
    'sends traffic through a host of somebody else, makes a program trust its certificate, or writes session keys down',
    `*_PROXY SSL_CERT_* SSLKEYLOGFILE CURL_CA_BUNDLE CURL_HOME WGETRC REQUESTS_CA_BUNDLE AWS_CA_BUNDLE OPENSSL_*
     SSH_AUTH_SOCK SSH_AGENT_PID SSH_SK_PROVIDER`,
  ),
  group(
    'names the folders where programs look for configuration and keys, and where they leave temporary files',
    `HOME USERPROFILE HOMEDRIVE HOMEPATH APPDATA LOCALAPPDATA PROGRAMDATA ALLUSERSPROFILE PROGRAMFILES* SYSTEMROOT
     SYSTEMDRIVE WINDIR XDG_* TMPDIR TEMP TMP GNUPGHOME`,
  ),
  group(
    'is what the GitHub runner tells a step, and what a step tells it',
    'GITHUB_* RUNNER_* ACTIONS_* INPUT_* STATE_*',
  ),
  group(
    'is what the Azure agent tells a task: its folders, its endpoints and their credentials, its switches',
    'SYSTEM_* AGENT_* BUILD_* TF_BUILD VSO_* VSTS_* AZP_* ENDPOINT_* SECUREFILE_* DECODE_PERCENTS DISABLE_INPUT_TRIMMING PROCESS_SIG*',
  ),
  group('is what the GitLab runner tells a job, and CI makes many tools change their behaviour', 'CI CI_* GITLAB_*'),
  group('is a setting of this product, so it would steer the next run', 'SENHASEGURA_*'),
];
