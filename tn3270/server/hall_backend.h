#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "config/reader.h"
#include "tn3270/server/acb/acb_server.h"
#include "tn3270/server/admin/backend.h"
#include "tn3270/server/current_network.h"
#include "tn3270/server/guarded.h"
#include "tn3270/server/hosts/host_gates.h"
#include "tn3270/server/printing/spooler.h"
#include "tn3270/server/proxy/proxy_service.h"
#include "tn3270/server/reactor/reactor.h"
#include "vtam/directory.h"
#include "vtam/network.h"
#include "vtam/operator/vary.h"
#include "vtam/operator/view.h"

namespace server {

// The admin thread's view of the running server: looks LUs up in the directory, asks the reactors
// by message, and has every answer delivered on the admin thread by `post_admin`. All references
// outlive it.
class HallBackend : public AdminBackend {
 public:
  using PostAdmin = std::function<void(std::function<void()>)>;
  HallBackend(CurrentNetwork& network, Guarded<vtam::Directory>& directory,
              std::vector<std::unique_ptr<Reactor>>& reactors);
  // Set once, before the first call: the HTTP server needs the backend and the backend its thread.
  void answer_on(PostAdmin post_admin) { post_admin_ = std::move(post_admin); }

  // Where there is an application socket; it outlives the backend's last call.
  void ask_applications(AcbServer& server) { application_socket_ = &server; }
  // Where there is a spool; the same.
  void watch(const Spooler& spooler) { spooler_ = &spooler; }
  // Where there are host applications; the same.
  void watch(const HostGates& hosts) { hosts_ = &hosts; }
  // Where there are proxies; the same.
  void watch(const ProxyService& proxies) { proxies_ = &proxies; }

  void lus(std::function<void(std::vector<LuView>)> answer) override;
  void lu(config::LuName name, std::function<void(std::optional<LuView>)> answer) override;
  void kill(config::LuName name, std::function<void(CommandAnswer)> answer) override;
  void react(config::LuName name, std::function<void(CommandAnswer)> answer) override;
  // hall_commands.cpp
  void applications(std::function<void(std::vector<ApplicationView>)> answer) override;
  void command(vtam::OperatorCommand command,
               std::function<void(vtam::OperatorReply)> answer) override;
  // Asks the reception, in its thread: what has become of each listener, and of which there are.
  struct PortsAnswer {
    std::vector<std::string> done{};
    std::vector<std::uint16_t> ports{};
  };
  using Ports = std::function<void(vtam::PortCommand, std::function<void(PortsAnswer)>)>;
  void ports_with(Ports ports) { ports_ = std::move(ports); }
  // Reads the configuration's files again, for V NET,ACT of a book. Without it books stay as read.
  void read_again_with(std::function<config::Loaded()> read) { read_again_ = std::move(read); }
  void trace(config::LuName name, config::Ticks time,
             std::function<void(TraceAnswer)> answer) override;
  [[nodiscard]] std::vector<ProxyView> proxies() override;
  void reload(std::function<void(ReloadViews)> answer) override;
  // Does it, in whatever thread, and tells once.
  using Reloader = std::function<void(std::function<void(ReloadViews)>)>;
  void reload_with(Reloader reloader) { reloader_ = std::move(reloader); }
  [[nodiscard]] bool healthy() override;

 private:
  void post_all(const MessageToAll& message);
  void view(std::function<void(vtam::OperatorView)> answer);
  void change_lu(const vtam::LuCommand& command, std::function<void(vtam::OperatorReply)> answer);
  void change_port(vtam::PortCommand command, std::function<void(vtam::OperatorReply)> answer);
  [[nodiscard]] vtam::OperatorReply vary(const vtam::Vary& vary, vtam::OperatorView view);
  // `plan` is made for the network as it is when its turn has come.
  [[nodiscard]] vtam::OperatorReply carry_out(
      vtam::OperatorView view,
      const std::function<vtam::VaryPlan(const vtam::OperatorView& view)>& plan);
  void operate(OperatorVerb verb, const vtam::LuEntry& entry,
               std::function<void(CommandAnswer)> answer);

  CurrentNetwork& network_;
  Guarded<vtam::Directory>& directory_;
  std::vector<std::unique_ptr<Reactor>>& reactors_;
  std::size_t traces_ = 0;  // that run
  std::uint64_t trace_numbers_ = 0;
  PostAdmin post_admin_;
  AcbServer* application_socket_ = nullptr;  // null: there is none
  const Spooler* spooler_ = nullptr;         // the same
  std::function<config::Loaded()> read_again_;
  Ports ports_;
  Reloader reloader_;
  [[nodiscard]] std::vector<HostView> hosts_of(config::ApplId application) const;

  const HostGates* hosts_ = nullptr;
  const ProxyService* proxies_ = nullptr;  // null: no proxies
};

}  // namespace server
