using System.Diagnostics;

namespace Touchstone.Service.Measures;

/// <summary>A PostgreSQL cluster of its own in a temporary folder, on 127.0.0.1 and a free port, gone when disposed.</summary>
internal sealed class TemporaryPostgres : IAsyncDisposable
{
    // The server refuses to run for root; Debian's package makes this account.
    private const string Owner = "postgres";

    private readonly string _folder;
    private readonly Process _server;
    private readonly int _port;

    private TemporaryPostgres(string folder, Process server, int port) => (_folder, _server, _port) = (folder, server, port);

    /// <summary>Why none can be started here, or null.</summary>
    internal static string? Missing { get; } = Folder() is null ? "PostgreSQL is not installed (Debian: postgresql)" : null;

    /// <summary>Starts one.</summary>
    /// <param name="durable">False leaves writes to the system's leisure: enough where only processes are killed, never the machine.</param>
    internal static async Task<TemporaryPostgres> StartAsync(bool durable)
    {
        var programs = Folder() ?? throw new InvalidOperationException(Missing);
        var folder = Directory.CreateTempSubdirectory("touchstone-postgres-").FullName;
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", [Owner, folder]);
        var data = Path.Combine(folder, "data");
        await RunAsync(Path.Combine(programs, "initdb"), ["-D", data, "-A", "trust", "-U", "touchstone", "-E", "UTF8", "--locale=C", "--no-sync"], asOwner: true);
        var port = ServiceProgram.FreePort();
        List<string> settings = ["-D", data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={folder}", "-c", "log_min_messages=fatal"];
        if (!durable) settings.AddRange(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]);
        var server = Process.Start(AsOwner(Path.Combine(programs, "postgres"), settings))!;
        var ready = Path.Combine(programs, "pg_isready");
        for (var until = Stopwatch.StartNew(); await ExitCodeAsync(new ProcessStartInfo(ready, ["-q", "-h", "127.0.0.1", "-p", $"{port}", "-U", "touchstone", "-d", "postgres"])) != 0; await Task.Delay(50))
            if (until.Elapsed > TimeSpan.FromSeconds(30) || server.HasExited) throw new InvalidOperationException("The PostgreSQL server did not start.");
        return new TemporaryPostgres(folder, server, port);
    }

    /// <summary>Makes an empty database; returns its address.</summary>
    internal async Task<string> CreateDatabaseAsync(string name)
    {
        await RunAsync(Path.Combine(Folder()!, "createdb"), ["-h", "127.0.0.1", "-p", $"{_port}", "-U", "touchstone", name]);
        return $"postgres://touchstone@127.0.0.1:{_port}/{name}";
    }

    public async ValueTask DisposeAsync()
    {
        if (!_server.HasExited)
        {
            // SIGINT: open connections are ended. The server's number, not its owner's wrapper, gets it: setpriv becomes the server.
            using var stop = Process.Start("kill", ["-INT", $"{_server.Id}"]);
            await stop.WaitForExitAsync();
            await Task.WhenAny(_server.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(10)));
            if (!_server.HasExited) _server.Kill(entireProcessTree: true);
        }
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Folder() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private static ProcessStartInfo AsOwner(string program, IEnumerable<string> arguments) => Environment.IsPrivilegedProcess
        ? new ProcessStartInfo("setpriv", [$"--reuid={Owner}", $"--regid={Owner}", "--clear-groups", program, .. arguments]) { WorkingDirectory = "/" }
        : new ProcessStartInfo(program, arguments);

    private static async Task RunAsync(string program, IEnumerable<string> arguments, bool asOwner = false)
    {
        var start = asOwner ? AsOwner(program, arguments) : new ProcessStartInfo(program, arguments);
        start.RedirectStandardOutput = true;
        if (await ExitCodeAsync(start) is not 0 and var code) throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {code}.");
    }

    private static async Task<int> ExitCodeAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        if (start.RedirectStandardOutput) await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
