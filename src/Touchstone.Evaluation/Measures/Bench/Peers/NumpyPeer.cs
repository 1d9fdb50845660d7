using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>A method written with NumPy, SciPy or OpenCV, in one warm Python process.</summary>
internal sealed class NumpyPeer : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly string _folder = Path.Combine("tests", "peers", "numpy");

    private readonly Process _process;

    private NumpyPeer(Process process, string scratch) => (_process, PathOfRaw) = (process, Path.Combine(scratch, "peer.raw"));

    /// <summary>The file that a request's samples are written to.</summary>
    internal string PathOfRaw { get; }

    /// <summary>Starts it, or null where Python, a module or the script is missing.</summary>
    internal static NumpyPeer? Start(string script, string modules, string scratch)
    {
        if (!File.Exists(Python) || Find(script) is not { } path) return null;
        using (var probe = Process.Start(new ProcessStartInfo(Python, ["-c", "import " + modules]) { RedirectStandardError = true })!)
        {
            probe.WaitForExit();
            if (probe.ExitCode != 0) return null;
        }
        return Process.Start(new ProcessStartInfo(Python, [path]) { RedirectStandardInput = true, RedirectStandardOutput = true }) is { } process ? new NumpyPeer(process, scratch) : null;
    }

    /// <summary>Writes a plane as float32 for the peer, and the request that names it.</summary>
    internal JsonObject Request(Plane plane)
    {
        File.WriteAllBytes(PathOfRaw, MemoryMarshal.AsBytes(plane.Samples.AsSpan()).ToArray());
        return new JsonObject { ["path"] = PathOfRaw, ["height"] = plane.Height, ["width"] = plane.Width };
    }

    /// <summary>Asks, and gives the answer; "ms" is its time without the reading of the file.</summary>
    /// <exception cref="InvalidDataException">The peer died or does not answer as it should.</exception>
    internal JsonNode Ask(JsonObject request)
    {
        _process.StandardInput.WriteLine(request.ToJsonString());
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidDataException("The peer died.");
        try
        {
            return JsonNode.Parse(line) ?? throw new InvalidDataException("The peer answered nothing.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The peer answered: {line}", e);
        }
    }

    // The program runs from a folder of the checkout, or is called in it.
    private static string? Find(string script)
    {
        foreach (var from in (string[])[AppContext.BaseDirectory, Environment.CurrentDirectory])
            for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
                if (Path.Combine(folder.FullName, _folder, script) is var path && File.Exists(path)) return path;
        return null;
    }

    public void Dispose()
    {
        // It ends with its input.
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }
}
