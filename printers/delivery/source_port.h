#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <optional>

#include "config/settings.h"

// RFC 1179 s.3.1: "the source port must be in the range 721 to 731". A port stays taken for a
// minute after its connection, so eleven jobs a minute are what a host can print that way; 512 to
// 1023 is what BSD's rresvport() takes.
namespace printers {

// The ports of one policy, downwards from one that is another for each job.
class SourcePorts {
 public:
  SourcePorts(config::SourcePort policy, std::uint64_t rotation);
  // Each once; nullopt: there is none left. With SourcePort::Any once 0, "any".
  [[nodiscard]] std::optional<std::uint16_t> next();

 private:
  std::uint16_t highest_ = 0;
  std::uint16_t count_ = 1;
  std::uint16_t first_ = 0;  // below highest_
  std::uint16_t given_ = 0;
};

// 0, or why not: EADDRINUSE, EACCES. Port 0: nothing is done.
[[nodiscard]] int bind_to_port(int socket, sa_family_t family, std::uint16_t port);

}  // namespace printers
