#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace printers {

// An FTP server in a thread, on loopback, without TLS, that can be wrong in every way that a real
// one can't be made to be. One client at a time.
class FtpDouble {
 public:
  // Instead of a reply.
  static constexpr const char* kSilent = "";
  static constexpr const char* kClose = "close";

  enum class Data : std::uint8_t {
    Taken,
    CutEarly,  // closed after the first bytes
    NotRead,   // connected, and nothing is read
    NotMade    // a port is named, but nobody listens there
  };
  struct Script {
    std::string greeting = "220 double ready";
    // By verb; lines are separated by \n. "226" is what comes after the data.
    std::map<std::string, std::string> replies{};
    Data data = Data::Taken;
    std::string pasv_address = "127,0,0,1";
  };

  explicit FtpDouble(Script script);
  ~FtpDouble();
  FtpDouble(const FtpDouble&) = delete;
  FtpDouble& operator=(const FtpDouble&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::vector<std::string> commands() const;  // of all clients, one behind the other
  [[nodiscard]] bool was_told(const std::string& command) const;
  // Bytes that came to that name; "(none)" if there is no such file.
  [[nodiscard]] std::string file(const std::string& name) const;

 private:
  struct Client;  // what is open for one

  void serve();
  void talk(Client& client);
  // False: the connection is to be closed.
  bool answer(Client& client, const std::string& line);
  bool reply(const Client& client, const std::string& verb, const std::string& usual) const;
  bool open_data(Client& client, const std::string& verb);
  bool store(Client& client, const std::string& verb, const std::string& name);
  bool take_data(int socket, const std::string& name);
  void change_files(const std::string& verb, const std::string& name);

  Script script_;
  std::uint16_t port_ = 0;
  int listener_ = -1;
  int end_;
  mutable std::mutex mutex_;  // guards what follows
  std::vector<std::string> commands_;
  std::map<std::string, std::string> files_;
  std::string renamed_;
  std::thread thread_;
};

}  // namespace printers
