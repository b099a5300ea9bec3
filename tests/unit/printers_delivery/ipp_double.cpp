#include "tests/unit/printers_delivery/ipp_double.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace printers {
namespace {

void add_number(std::string& to, std::uint32_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    to += static_cast<char>((number >> static_cast<unsigned>(shift)) & 0xFFU);
  }
}

// RFC 8010 3.1: tag, name and value, each with its length.
void add_attribute(std::string& to, std::uint8_t tag, const std::string& name,
                   const std::string& value) {
  to += static_cast<char>(tag);
  add_number(to, static_cast<std::uint32_t>(name.size()), 2);
  to += name;
  add_number(to, static_cast<std::uint32_t>(value.size()), 2);
  to += value;
}

std::string integer(int value) {
  std::string bytes;
  add_number(bytes, static_cast<std::uint32_t>(value), 4);
  return bytes;
}

std::string ipp_of(const IppReply& reply) {
  constexpr std::uint8_t kInteger = 0x21;
  constexpr std::uint8_t kBoolean = 0x22;
  constexpr std::uint8_t kEnum = 0x23;
  constexpr std::uint8_t kKeyword = 0x44;
  std::string bytes("\x01\x01", 2);
  add_number(bytes, reply.status, 2);
  bytes += integer(1) + '\x01';
  add_attribute(bytes, 0x47, "attributes-charset", "utf-8");
  add_attribute(bytes, 0x48, "attributes-natural-language", "en");
  if (reply.job_id != 0) {
    bytes += '\x02';
    add_attribute(bytes, kInteger, "job-id", integer(reply.job_id));
    add_attribute(bytes, kEnum, "job-state", integer(reply.job_state));
    add_attribute(bytes, kKeyword, "job-state-reasons", reply.reasons);
  }
  if (reply.printer_state != 0) {
    bytes += '\x04';
    add_attribute(bytes, kEnum, "printer-state", integer(reply.printer_state));
    add_attribute(bytes, kKeyword, "printer-state-reasons", reply.reasons);
    add_attribute(bytes, kBoolean, "printer-is-accepting-jobs",
                  std::string(1, reply.accepts ? '\x01' : '\0'));
    add_attribute(bytes, 0x49, "document-format-supported", "text/plain");
  }
  return bytes + '\x03';
}

std::size_t length_in(const std::string& headers) {
  const std::string name = "Content-Length: ";
  const std::size_t at = headers.find(name);
  return at == std::string::npos ? 0 : std::stoul(headers.substr(at + name.size()));
}

void say(int socket, const std::string& text) {
  static_cast<void>(::send(socket, text.data(), text.size(), MSG_NOSIGNAL));
}

}  // namespace

IppDouble::IppDouble(std::vector<IppReply> replies)
    : replies_(replies.begin(), replies.end()),
      listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      end_(::eventfd(0, EFD_CLOEXEC)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  static_cast<void>(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size));
  ::listen(listener_, 4);
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

IppDouble::~IppDouble() {
  static_cast<void>(::eventfd_write(end_, 1));
  thread_.join();
  ::close(listener_);
  ::close(end_);
}

std::string IppDouble::uri() const {
  return "ipp://" + server() + "/printers/lp";
}

std::vector<std::string> IppDouble::headers() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return headers_;
}

std::vector<std::string> IppDouble::bodies() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return bodies_;
}

void IppDouble::serve() {
  std::array<pollfd, 2> waits{pollfd{listener_, POLLIN, 0}, pollfd{end_, POLLIN, 0}};
  while (::poll(waits.data(), waits.size(), -1) >= 0 && waits[1].revents == 0) {
    const int socket = ::accept(listener_, nullptr, nullptr);
    talk(socket);
    ::close(socket);
  }
}

bool IppDouble::more(int socket, std::string& heard) const {
  std::array<pollfd, 2> waits{pollfd{socket, POLLIN, 0}, pollfd{end_, POLLIN, 0}};
  std::array<char, 65536> read{};
  if (::poll(waits.data(), waits.size(), -1) < 0 || waits[1].revents != 0) {
    return false;
  }
  const ssize_t count = ::recv(socket, read.data(), read.size(), 0);
  if (count > 0) {
    heard.append(read.data(), static_cast<std::size_t>(count));
  }
  return count > 0;
}

void IppDouble::talk(int socket) {
  std::string heard;
  while (more(socket, heard)) {
    const std::size_t end = heard.find("\r\n\r\n");
    if (end == std::string::npos) {
      continue;
    }
    const std::string headers = heard.substr(0, end + 4);
    if (headers.find("100-continue") != std::string::npos) {
      say(socket, "HTTP/1.1 100 Continue\r\n\r\n");
    }
    heard.erase(0, end + 4);
    const std::size_t length = length_in(headers);
    while (heard.size() < length) {
      if (!more(socket, heard)) {
        return;
      }
    }
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      headers_.push_back(headers);
      bodies_.push_back(heard.substr(0, length));
    }
    heard.erase(0, length);
    if (!answer(socket)) {
      return;
    }
  }
}

bool IppDouble::answer(int socket) {
  const IppReply reply = replies_.front();
  if (replies_.size() > 1) {
    replies_.pop_front();
  }
  if (reply.then == IppReply::Then::Answer) {
    const std::string body = ipp_of(reply);
    say(socket, !reply.http.empty() ? reply.http
                                    : "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n"
                                      "Content-Length: " +
                                          std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  return reply.then != IppReply::Then::Close;
}

}  // namespace printers
