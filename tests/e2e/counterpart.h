#pragma once

#include <string>
#include <vector>

// Real daemons that ./dev test has unpacked, not installed (third_party/packages/counterparts.txt).
namespace e2e {

// Where one of their files is: counterpart("usr/sbin/p910nd"). Throws if it is not there, with what
// to do.
[[nodiscard]] std::string counterpart(const std::string& path);

// Their libraries, as a setting of a Process' environment: "LD_LIBRARY_PATH=…".
[[nodiscard]] std::string counterpart_libraries();

// A command with mounts and process ids of its own: `setup` is shell script that mounts, and
// whatever the command starts dies with it. End it by SIGKILL: the process that is waited for takes
// no SIGTERM.
[[nodiscard]] std::vector<std::string> in_own_mounts(const std::string& setup,
                                                     const std::vector<std::string>& command);

}  // namespace e2e
