using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Touchstone.Media.Jpeg;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>What the peer made of one picture.</summary>
/// <param name="Milliseconds">From the coefficients to the map.</param>
/// <param name="FirstSteps">Steps of the first save, 15 frequencies in zigzag order.</param>
internal sealed record PeerAnswer(double Milliseconds, int[] FirstSteps);

/// <summary>Closed-form double quantisation written with NumPy and SciPy, in one warm Python process.</summary>
internal sealed class NumpyPeer : IDisposable
{
    /// <summary>What to do where it is missing.</summary>
    internal const string HowToInstall = "python3-numpy and python3-scipy of Debian are not installed";

    private const string Python = "/usr/bin/python3";
    private static readonly string _script = Path.Combine("tests", "peers", "numpy", "double_jpeg.py");

    private readonly Process _process;
    private readonly string _scratch;

    private NumpyPeer(Process process, string scratch) => (_process, _scratch) = (process, scratch);

    /// <summary>Starts it, or null where Python, NumPy, SciPy or the script is missing.</summary>
    internal static NumpyPeer? Start(string scratch)
    {
        if (!File.Exists(Python) || Script() is not { } script) return null;
        using (var probe = Process.Start(new ProcessStartInfo(Python, ["-c", "import numpy, scipy"]) { RedirectStandardError = true })!)
        {
            probe.WaitForExit();
            if (probe.ExitCode != 0) return null;
        }
        return Process.Start(new ProcessStartInfo(Python, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true }) is { } process ? new NumpyPeer(process, scratch) : null;
    }

    /// <summary>Asks for one plane of coefficients.</summary>
    /// <exception cref="InvalidDataException">The peer died or does not answer as it should.</exception>
    internal PeerAnswer Examine(CoefficientPlane plane)
    {
        var path = Path.Combine(_scratch, "peer.raw");
        using (var stream = File.Create(path))
            for (var row = 0; row < plane.ImageBlocksHigh; row++)
                for (var column = 0; column < plane.ImageBlocksWide; column++) stream.Write(MemoryMarshal.AsBytes(plane.Block(row, column)));
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path} {plane.ImageBlocksHigh} {plane.ImageBlocksWide} {string.Join(' ', plane.Quantisation)}"));
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidDataException("The peer died.");
        try
        {
            var answer = JsonNode.Parse(line)!;
            return new PeerAnswer((double)answer["ms"]!, [.. answer["first_steps"]!.AsArray().Select(s => (int)s!)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new InvalidDataException($"The peer answered: {line}", e);
        }
    }

    // The program runs from a folder of the checkout, or is called in it.
    private static string? Script()
    {
        foreach (var from in (string[])[AppContext.BaseDirectory, Environment.CurrentDirectory])
            for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
                if (Path.Combine(folder.FullName, _script) is var script && File.Exists(script)) return script;
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
