using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>What the peer says of one file.</summary>
/// <param name="Milliseconds">From the bytes in memory to its report.</param>
/// <param name="State">"Trusted", "Valid", "Invalid", or "error" where it stopped.</param>
/// <param name="Failures">Failure codes: "code" of the active manifest, "delta:code" of an ingredient.</param>
/// <param name="Error">Why it stopped, or "".</param>
internal sealed record PeerVerdict(double Milliseconds, string State, IReadOnlyList<string> Failures, string Error)
{
    /// <summary>Reads a line of the peer.</summary>
    /// <exception cref="InvalidDataException">It is no answer.</exception>
    internal static PeerVerdict Parse(string line)
    {
        try
        {
            var answer = JsonNode.Parse(line)!.AsObject();
            var failures = answer["failures"]?.AsArray().Select(f => (string)f!).ToArray() ?? [];
            var error = (string?)answer["error"];
            return new PeerVerdict((double)answer["ms"]!, error is null ? (string?)answer["state"] ?? "" : "error", failures, error ?? "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentNullException or NullReferenceException)
        {
            throw new InvalidDataException($"The peer answered with no verdict: {line}", e);
        }
    }
}

/// <summary>c2pa-rs as WebAssembly in one warm process of node, asked file by file.</summary>
internal sealed class ReferencePeer : IDisposable
{
    /// <summary>What to do where it is missing.</summary>
    internal const string HowToInstall = "c2pa-wasm is not installed: tests/peers/c2pa-wasm/install.sh (npm, node 20)";

    private static readonly string _place = Path.Combine("tests", "peers", "c2pa-wasm");

    private readonly Process _process;
    private readonly Dictionary<string, string> _names = [];

    private ReferencePeer(Process process) => _process = process;

    /// <summary>Starts it, or null where node or the package is missing.</summary>
    /// <param name="at">Its clock stands still at this moment.</param>
    internal static ReferencePeer? Start(DateTimeOffset at)
    {
        if (Folder() is not { } folder || !IsOnSearchPath("node")) return null;
        var start = new ProcessStartInfo("node", ["run.mjs", at.UtcDateTime.ToString("O")]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        return Process.Start(start) is { } process ? new ReferencePeer(process) : null;
    }

    /// <summary>Asks for one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="settings">Settings of c2pa-rs, JSON.</param>
    /// <exception cref="InvalidDataException">The peer died or does not answer as it should.</exception>
    internal PeerVerdict Validate(string path, string mediaType, string settings)
    {
        if (!_names.TryGetValue(settings, out var name))
        {
            _names[settings] = name = $"settings {_names.Count}";
            Tell(new JsonObject { ["name"] = name, ["settings"] = JsonNode.Parse(settings) });
        }
        Tell(new JsonObject { ["path"] = Path.GetFullPath(path), ["type"] = mediaType, ["name"] = name });
        return PeerVerdict.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidDataException($"The peer died on {path}."));
    }

    private void Tell(JsonObject request)
    {
        _process.StandardInput.WriteLine(request.ToJsonString());
        _process.StandardInput.Flush();
    }

    // The program runs from a folder of the checkout, or is called in it.
    private static string? Folder()
    {
        foreach (var from in (string[])[AppContext.BaseDirectory, Environment.CurrentDirectory])
            for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
                if (Path.Combine(folder.FullName, _place) is var place && Directory.Exists(Path.Combine(place, "node_modules", "@contentauth", "c2pa-wasm"))) return place;
        return null;
    }

    private static bool IsOnSearchPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));

    public void Dispose()
    {
        // It ends with its input.
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }
}
