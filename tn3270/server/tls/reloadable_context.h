#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

#include "tn3270/server/tls/ticket_keys.h"
#include "tn3270/server/tls/tls_context.h"
#include "tn3270/server/tls/tls_source.h"

namespace server {

// What came of reading one listener's files again.
struct TlsReload {
  enum class What : std::uint8_t {
    Same,     // the files are as they were
    Renewed,  // new connections get what the files hold now
    Kept      // they do not load: the old certificate goes on
  };
  std::string who;  // "listener 'secure'"
  What what = What::Same;
  std::string text;                // one printable sentence, without `who`
  std::vector<std::string> notes;  // of what is in service now, as TlsContext::notes()
};

// The context of one listener. Any thread reads it, and reload() replaces it between connections:
// those that live keep theirs.
class ReloadableContext {
 public:
  // `who` is what it is called in words. The text says what is wrong with which file.
  [[nodiscard]] static std::variant<std::unique_ptr<ReloadableContext>, std::string> open(
      std::string who, TlsSource source);

  // Never null.
  [[nodiscard]] std::shared_ptr<const TlsContext> current() const;

  // Reads the files: some milliseconds. One thread at a time.
  [[nodiscard]] TlsReload reload();

  [[nodiscard]] const std::string& who() const { return who_; }

 private:
  ReloadableContext(std::string who, TlsSource source);

  const std::string who_;
  const TlsSource source_;
  const TicketKeys keys_;
  std::string digest_;  // of the files that are in service
  mutable std::mutex mutex_;
  std::shared_ptr<const TlsContext> current_;
};

// Those of all listeners. Outlives whoever has opened one.
class TlsContexts {
 public:
  // Before any thread reloads. Never null.
  [[nodiscard]] std::variant<const ReloadableContext*, std::string> open(std::string who,
                                                                         TlsSource source);

  // In the order of open(). Any thread; two at once take turns.
  [[nodiscard]] std::vector<TlsReload> reload();

 private:
  std::mutex turn_;
  std::vector<std::unique_ptr<ReloadableContext>> all_;
};

}  // namespace server
