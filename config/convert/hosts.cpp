#include <chrono>
#include <nlohmann/json.hpp>
#include <string>

#include "config/convert/sections.h"

// Applications that are other hosts.
namespace config::convert {
namespace {

std::string tls_word(HostTls tls) {
  return tls == HostTls::None ? "none" : tls == HostTls::Immediate ? "immediate" : "negotiated";
}

}  // namespace

// Addresses of one application differ in host and port only.
void add_host(const HostSettings& host, const Writing& writing, Json& entry) {
  const HostAddress& first = host.hosts.front();
  for (const HostAddress& address : host.hosts) {
    entry["hosts"].push_back({{"host", address.host}, {"port", address.port}});
  }
  if (host.order == HostOrder::RoundRobin) {
    entry["order"] = "round robin";
  }
  if (first.tls != HostTls::None) {
    entry["tls"] = tls_word(first.tls);
    if (!first.verify) {
      entry["verify"] = false;
    }
    add_text("ca", writing.path(first.ca), entry);
    add_text("verify_name", first.verify_name, entry);
    add_text("identity", writing.path(first.identity), entry);
  }
  if (host.lu_from_client) {
    entry["lu"] = "from client";
  } else if (!host.lus.empty()) {
    entry["lu"] = host.lus;
  }
  add_text("device", host.device, entry);
  const HostSettings usual;
  if (!host.tn3270e) {
    entry["tn3270e"] = false;
  }
  if (host.connect_inflight != usual.connect_inflight) {
    entry["connect_inflight"] = host.connect_inflight;
  }
  if (host.connect_rate != usual.connect_rate) {
    entry["connect_rate"] = host.connect_rate;
  }
  if (host.connect != usual.connect) {
    entry["connect_timeout"] = std::chrono::duration<double>(host.connect).count();
  }
  if (host.failures != usual.failures) {
    entry["failures"] = host.failures;
  }
  if (host.retry != usual.retry) {
    entry["retry"] = std::chrono::duration<double>(host.retry).count();
  }
  if (host.key != usual.key) {
    entry["key"] = key_text(host.key);
  }
}

}  // namespace config::convert
