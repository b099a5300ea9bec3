#include "tests/unit/printers_delivery/ftp_double.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "printers/descriptor.h"

namespace printers {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

Descriptor listen_on_loopback(std::uint16_t& port) {
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof(address);
  static_cast<void>(::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), size));
  ::listen(socket.number(), 4);
  ::getsockname(socket.number(), reinterpret_cast<sockaddr*>(&address), &size);
  port = ntohs(address.sin_port);
  return socket;
}

Descriptor connect_to_port(std::uint16_t port) {
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = loopback(port);
  static_cast<void>(
      ::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)));
  return socket;
}

// The port of "127,0,0,1,4,1" and of "|1|127.0.0.1|1025|".
std::uint16_t port_of(const std::string& text) {
  std::vector<unsigned long> numbers;
  for (std::size_t at = text.find_first_of("0123456789"); at != std::string::npos;
       at = text.find_first_of("0123456789", at)) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
    numbers.push_back(std::stoul(text.substr(at, end - at)));
    at = end;
  }
  const bool extended = text.find('|') != std::string::npos;
  return static_cast<std::uint16_t>(extended ? numbers.back()
                                             : numbers[numbers.size() - 2] * 256 + numbers.back());
}

void say(int socket, std::string text) {
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) {
    text.insert(at, "\r");
  }
  text += "\r\n";
  static_cast<void>(::send(socket, text.data(), text.size(), MSG_NOSIGNAL));
}

}  // namespace

struct FtpDouble::Client {
  Descriptor control;
  Descriptor listener;       // of passive data
  std::uint16_t active = 0;  // the client's port
};

FtpDouble::FtpDouble(Script script) : script_(std::move(script)), end_(::eventfd(0, EFD_CLOEXEC)) {
  Descriptor listener = listen_on_loopback(port_);
  listener_ = ::dup(listener.number());
  thread_ = std::thread([this] { serve(); });
}

FtpDouble::~FtpDouble() {
  static_cast<void>(::eventfd_write(end_, 1));
  thread_.join();
  ::close(listener_);
  ::close(end_);
}

std::vector<std::string> FtpDouble::commands() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return commands_;
}

bool FtpDouble::was_told(const std::string& command) const {
  const std::vector<std::string> all = commands();
  return std::find(all.begin(), all.end(), command) != all.end();
}

std::string FtpDouble::file(const std::string& name) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = files_.find(name);
  return found == files_.end() ? "(none)" : found->second;
}

void FtpDouble::serve() {
  std::array<pollfd, 2> waits{pollfd{listener_, POLLIN, 0}, pollfd{end_, POLLIN, 0}};
  while (::poll(waits.data(), waits.size(), -1) >= 0 && waits[1].revents == 0) {
    Client client;
    client.control = Descriptor(::accept(listener_, nullptr, nullptr));
    talk(client);
  }
}

void FtpDouble::talk(Client& client) {
  if (script_.greeting == kClose) {
    return;
  }
  if (script_.greeting != kSilent) {
    say(client.control.number(), script_.greeting);
  }
  std::array<pollfd, 2> waits{pollfd{client.control.number(), POLLIN, 0}, pollfd{end_, POLLIN, 0}};
  std::string heard;
  std::array<char, 512> read{};
  while (::poll(waits.data(), waits.size(), -1) >= 0 && waits[1].revents == 0) {
    const ssize_t count = ::recv(client.control.number(), read.data(), read.size(), 0);
    if (count <= 0) {
      return;
    }
    heard.append(read.data(), static_cast<std::size_t>(count));
    for (std::size_t end = heard.find("\r\n"); end != std::string::npos; end = heard.find("\r\n")) {
      const std::string line = heard.substr(0, end);
      heard.erase(0, end + 2);
      if (!answer(client, line)) {
        return;
      }
    }
  }
}

bool FtpDouble::reply(const Client& client, const std::string& verb,
                      const std::string& usual) const {
  const auto scripted = script_.replies.find(verb);
  const std::string& text = scripted == script_.replies.end() ? usual : scripted->second;
  if (text == kClose) {
    return false;
  }
  if (text != kSilent) {
    say(client.control.number(), text);
  }
  return true;
}

bool FtpDouble::answer(Client& client, const std::string& line) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    commands_.push_back(line);
  }
  const std::size_t space = std::min(line.find(' '), line.size());
  const std::string verb = line.substr(0, space);
  const std::string rest = line.substr(std::min(space + 1, line.size()));
  const bool scripted = script_.replies.count(verb) != 0;
  if (verb == "EPSV" || verb == "PASV") {
    return scripted ? reply(client, verb, "") : open_data(client, verb);
  }
  if (verb == "EPRT" || verb == "PORT") {
    client.active = port_of(rest);
    return reply(client, verb, "200 port");
  }
  if ((verb == "STOR" || verb == "APPE") && !scripted) {
    return store(client, verb, rest);
  }
  if (verb == "RNFR" || verb == "RNTO" || verb == "DELE") {
    if (!scripted) {
      change_files(verb, rest);
    }
    return reply(client, verb, verb == "RNFR" ? "350 go on" : "250 done");
  }
  const std::string usual = verb == "USER"   ? "331 password"
                            : verb == "PASS" ? "230 welcome"
                            : verb == "PWD"  ? "257 \"/\" is here"
                            : verb == "QUIT" ? "221 bye"
                                             : "200 fine";
  return reply(client, verb, usual);
}

bool FtpDouble::open_data(Client& client, const std::string& verb) {
  std::uint16_t port = 0;
  client.listener = listen_on_loopback(port);
  if (script_.data == Data::NotMade) {
    client.listener.close();
  }
  const std::string number = std::to_string(port);
  const std::string pair = std::to_string(port / 256) + "," + std::to_string(port % 256);
  say(client.control.number(), verb == "EPSV"
                                   ? "229 extended (|||" + number + "|)"
                                   : "227 passive (" + script_.pasv_address + "," + pair + ")");
  return true;
}

bool FtpDouble::store(Client& client, const std::string& verb, const std::string& name) {
  say(client.control.number(), "150 send it");
  const Descriptor data = client.active != 0
                              ? connect_to_port(client.active)
                              : Descriptor(::accept(client.listener.number(), nullptr, nullptr));
  if (verb == "STOR") {
    const std::lock_guard<std::mutex> lock(mutex_);
    files_[name].clear();
  }
  return take_data(data.number(), name) && reply(client, "226", "226 kept");
}

// False: it is the end of this double.
bool FtpDouble::take_data(int socket, const std::string& name) {
  std::array<pollfd, 2> waits{pollfd{socket, POLLIN, 0}, pollfd{end_, POLLIN, 0}};
  if (script_.data == Data::NotRead) {
    waits[0].events = POLLRDHUP;
  }
  std::vector<char> read(1 << 16);
  while (::poll(waits.data(), waits.size(), -1) >= 0 && waits[1].revents == 0) {
    const ssize_t count = ::recv(socket, read.data(), read.size(), 0);
    if (count <= 0 || script_.data == Data::NotRead) {
      return true;
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    files_[name].append(read.data(), static_cast<std::size_t>(count));
    if (script_.data == Data::CutEarly) {
      return true;
    }
  }
  return false;
}

void FtpDouble::change_files(const std::string& verb, const std::string& name) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (verb == "RNFR") {
    renamed_ = name;
  } else if (verb == "RNTO") {
    files_[name] = files_[renamed_];
    files_.erase(renamed_);
  } else {
    files_.erase(name);
  }
}

}  // namespace printers
