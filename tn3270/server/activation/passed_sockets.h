#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/settings.h"
#include "tn3270/server/activation/listen_variables.h"
#include "tn3270/server/activation/socket_place.h"
#include "tn3270/server/log.h"

namespace server {

// Listening sockets that systemd, or who starts the server in its way, has opened for it. Owns them
// until somebody takes them; what nobody has taken is closed with this. Of the main thread.
class PassedSockets {
 public:
  PassedSockets() = default;  // none were passed
  // Those of the environment, which is cleared of them: children are not told what is not theirs.
  // Before any thread runs, and before anything is opened.
  static PassedSockets of_environment();
  // The descriptors from `first` on; none of them is inherited or blocks from here on. What is no
  // listening stream socket is closed.
  explicit PassedSockets(const PassedDescriptors& passed, int first = kFirstPassedDescriptor);
  ~PassedSockets();
  PassedSockets(PassedSockets&& other) noexcept;
  PassedSockets& operator=(PassedSockets&& other) = delete;

  // What was wrong with what was passed: whole messages for the log.
  [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }
  // One of them is what this configuration wants there: nobody has to bind it.
  [[nodiscard]] bool serve(const config::Config& config, const SocketPlace& place) const;

  // Gives everybody in the configuration the socket that is theirs, to be taken. What nobody wants
  // is closed. Says all of it, and warnings(), to the log. Called once.
  void assign(const config::Config& config, Log& log);
  // Of what is listened on there, as the configuration has it; the caller owns it. -1: none.
  [[nodiscard]] int take(const std::string& address, std::uint16_t port);
  [[nodiscard]] int take_path(const std::string& path);

 private:
  struct Socket {
    int descriptor = -1;
    OfferedSocket offer;
  };
  struct Assigned {
    SocketPlace place;  // as the configuration has it
    int descriptor = -1;
  };
  void receive(int descriptor, const std::string& name);
  [[nodiscard]] std::vector<std::optional<std::size_t>> match(
      std::vector<WantedSocket> wanted) const;
  [[nodiscard]] int take_at(const SocketPlace& place);

  std::vector<Socket> sockets_;  // that nobody was given
  std::vector<Assigned> assigned_;
  std::vector<std::string> warnings_;
};

}  // namespace server
