#pragma once

#include <asio/ip/tcp.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tn3270/server/admin/backend.h"
#include "tn3270/server/mapping_hosts.h"

// Where a host of the settings, a literal address or a name, leads to.
namespace server {

// nullopt: it is a name.
[[nodiscard]] std::optional<asio::ip::address> literal_address(const std::string& host);

// In the order in which they are tried; empty: the name has no address. Waits for the answer.
[[nodiscard]] std::vector<asio::ip::tcp::endpoint> look_up_endpoints(const std::string& host,
                                                                     std::uint16_t port,
                                                                     const HostLookUp& look_up);

// What another look at the name of `who` has found: "renewed" if it leads elsewhere, "same", or
// "kept" if it leads nowhere now.
[[nodiscard]] ReloadView compare_endpoints(const std::string& who, const std::string& host,
                                           const std::vector<asio::ip::tcp::endpoint>& before,
                                           const std::vector<asio::ip::tcp::endpoint>& found);

}  // namespace server
