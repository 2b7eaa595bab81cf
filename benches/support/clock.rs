//! Time that does not depend on who else uses the machine.

use std::process::{Command, ExitCode};
use std::time::Duration;

/// The processor's time that this thread has had; where the system does not tell, the time that has passed.
#[cfg(unix)]
pub fn now() -> Duration {
    use rustix::time::{clock_gettime, ClockId};
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// The processor's time that this thread has had; where the system does not tell, the time that has passed.
#[cfg(not(unix))]
pub fn now() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    BEGUN.get_or_init(Instant::now).elapsed()
}

/// Runs the program again with an allocator that gives no memory back: what the system takes to hand out pages, which a large
/// input needs each time anew and a small one does not, is not the code's. `None` if it runs so already.
pub fn with_memory_kept() -> Option<ExitCode> {
    const KEPT: [(&str, &str); 2] = [
        ("MALLOC_MMAP_THRESHOLD_", "1073741824"),
        ("MALLOC_TRIM_THRESHOLD_", "1099511627776"),
    ];
    if std::env::var_os(KEPT[0].0).is_some() {
        return None;
    }
    let program = std::env::current_exe().ok()?;
    let status = Command::new(program)
        .args(std::env::args_os().skip(1))
        .envs(KEPT)
        .status()
        .ok()?;
    Some(match status.success() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}
