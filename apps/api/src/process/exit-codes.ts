/**
 * How a process says that starting it again would not help: configuration, contract or database do not fit. The number
 * is EX_CONFIG of sysexits.h, which service managers know (`RestartPreventExitStatus=78` in systemd).
 */
export const EXIT_UNFIT = 78;

/** Something went wrong that another start may not meet. */
export const EXIT_FAILED = 1;
