#pragma once

#include <asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <utility>
#include <variant>
#include <vector>

#include "config/names.h"
#include "tn3270/server/mailbox.h"
#include "vtam/acb/acb.h"
#include "vtam/acb/heard.h"
#include "vtam/acb/session_key.h"

namespace server {

// An ACB that is open, as operators see it.
struct OpenAcbView {
  config::ApplId application;
  std::string program{};  // what its hello says
  std::string peer{};     // "pid 4711 uid 1000 (joe)"
  std::string since{};    // UTC
  std::size_t sessions = 0;
};

struct AcbViewsWanted {
  std::function<void(std::vector<OpenAcbView>)> answer;
};
// Lines that are on their way go out, then all connections end.
struct EndApplications {};

using AcbMessage = std::variant<vtam::AcbEvent, vtam::AcquireNews, AcbViewsWanted, EndApplications>;

// The door into the thread of the application socket. Programs in reactors hold it, and it may
// outlive that thread: then nobody reads what is put in.
class AcbInbox final : public vtam::AcbSink {
 public:
  explicit AcbInbox(std::function<void()> take);

  void put(vtam::AcbEvent event) override { mailbox_.post(std::move(event)); }
  void put(vtam::AcquireNews news) override { mailbox_.post(std::move(news)); }
  void post(AcbMessage message) { mailbox_.post(std::move(message)); }
  void take(std::vector<AcbMessage>& taken) { mailbox_.take(taken); }

  [[nodiscard]] asio::io_context& context() { return context_; }

 private:
  asio::io_context context_{1};
  std::function<void()> take_;
  Mailbox<AcbMessage> mailbox_;
};

}  // namespace server
