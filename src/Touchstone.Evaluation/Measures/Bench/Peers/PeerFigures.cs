using System.Diagnostics;
using System.Runtime.CompilerServices;
using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;
using Touchstone.Media.Jpeg;
using Touchstone.Provenance;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>The detectors of the bench beside the same methods written with NumPy and SciPy, on the same coefficients in the same run.</summary>
internal static class PeerFigures
{
    private const int Pictures = 4, Rounds = 3;
    private const int FirstQuality = 70, LastQuality = 92;
    private const double LeastRatio = 3, LeastRight = 0.9;
    private const string Steps = "first steps Q1 (– = none seen)";

    // Zigzag order, as both report.
    private static ReadOnlySpan<byte> Frequencies => [0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4];

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        const string name = "DoubleJpeg, 12 MP: NumPy and SciPy / ours, time";
        using var peer = NumpyPeer.Start(request.Scratch);
        if (peer is null)
        {
            yield return Figure.Skipped(name, NumpyPeer.HowToInstall, Target.NoLessThan(LeastRatio));
            yield break;
        }
        request.Progress("double quantisation beside NumPy and SciPy");
        var times = await Task.Run(() => Repeated(peer, cancel), cancel);
        double[] ratios = [.. times.Select(t => t.Peer.Milliseconds / t.OursMs).Order()];
        yield return new Figure(name, new Estimate(ratios[ratios.Length / 2], ratios[0], ratios[^1], ratios.Length), Target.NoLessThan(LeastRatio), $"coefficients to map, warm; ours {times.Min(t => t.OursMs):0} ms, peer {times.Min(t => t.Peer.Milliseconds):0} ms at best; interval = least and most");
        var asked = await Task.Run(() => Enumerable.Range(1, Pictures).Select(i => Ask(peer, Made((ulong)i, 1024, 1024), cancel)).ToList(), cancel);
        var truth = JpegTables.ScaledLuminance(FirstQuality);
        int Right(IReadOnlyList<int> steps) => Enumerable.Range(0, steps.Count).Count(k => steps[k] == truth[Frequencies[k]]);
        var remark = $"a save at q{FirstQuality} under one at q{LastQuality}, {Pictures} rendered photographs, 15 frequencies each";
        yield return new Figure("DoubleJpeg: first steps right, of those seen", Rate.Of(asked.Sum(a => Right(a.Ours)), asked.Sum(a => a.Ours.Count(s => s > 0))), Target.NoLessThan(LeastRight), remark);
        yield return new Figure("NumPy and SciPy: first steps right, of those asked", Rate.Of(asked.Sum(a => Right(a.Peer.FirstSteps)), asked.Sum(a => a.Peer.FirstSteps.Length)), null, remark);
    }

    // The first round pays for compilation and is left out.
    private static List<(double OursMs, int[] Ours, PeerAnswer Peer)> Repeated(NumpyPeer peer, CancellationToken cancel)
    {
        var bytes = Made(0, 4000, 3000);
        return [.. Enumerable.Range(0, Rounds + 1).Select(_ => Ask(peer, bytes, cancel)).ToList().Skip(1)];
    }

    private static byte[] Made(ulong seed, int width, int height) => PixelFile.Jpeg(BenchEdits.Saved(new SimulatedCamera(seed).Take(new RenderedScene(seed + 40), width, height, seed), FirstQuality), LastQuality);

    private static (double OursMs, int[] Ours, PeerAnswer Peer) Ask(NumpyPeer peer, byte[] bytes, CancellationToken cancel)
    {
        var detector = DetectorCatalog.All.Single(d => d.Id == "DoubleJpeg");
        if (!Intake.TryOpen("made.jpg", bytes, Limits.Default, out var specimen, out var fault, cancel)) throw new InvalidDataException(fault.Message);
        using (specimen)
        {
            // Views are read before the clock runs: the peer is given its coefficients, too.
            if (!specimen.Coefficients.TryGet(out var coefficients, out fault) || specimen.Pixels.Value is null) throw new InvalidDataException(fault?.Message);
            var clock = Stopwatch.StartNew();
            var finding = detector.Examine(specimen, new Circumstances(new ValidationOptions { At = DateTimeOffset.UnixEpoch }), cancel);
            var took = clock.Elapsed.TotalMilliseconds;
            int[] steps = [.. finding.Parameters.GetValueOrDefault(Steps, "").Split(' ').Select(s => int.TryParse(s, out var step) ? step : 0)];
            return (took, steps, peer.Examine(coefficients.Luma));
        }
    }
}
