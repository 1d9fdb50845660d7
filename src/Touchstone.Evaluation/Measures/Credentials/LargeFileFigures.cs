using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Touchstone.Evaluation.Credentials;
using Touchstone.Evaluation.Estimates;
using Touchstone.Numerics;
using Touchstone.Provenance;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>A large film, signed here: how near its validation comes to plain hashing of the same file, and what memory it takes.</summary>
internal static class LargeFileFigures
{
    private const long ShortBytes = 128L << 20, LongBytes = 1L << 30;
    private const double TargetRatio = 0.8, TargetMegabytes = 150;
    private const int Rounds = 3;
    private const int BlockBytes = 1 << 20;
    private const int PollMs = 2;

    internal static IEnumerable<Figure> Measure(MeasureRequest request, CancellationToken cancel)
    {
        var bytes = request.Long ? LongBytes : ShortBytes;
        var size = $"{bytes >> 20} MiB MP4";
        request.Progress($"{size}: made, signed, hashed and validated");
        var (plain, signed) = (Path.Combine(request.Scratch, "large.mp4"), Path.Combine(request.Scratch, "large-signed.mp4"));
        var authority = new TestAuthority(CredentialVectors.At);
        GC.Collect();
        var before = Resident();
        try
        {
            Make(plain, bytes, cancel);
            using (var asset = File.OpenRead(plain))
            using (var output = File.Create(signed))
                AssetSigner.Sign(AssetBytes.Of(asset), SigningFigures.Created(), authority.Signer(), output, cancel);
            File.Delete(plain);
            foreach (var figure in Time(signed, size, new ValidationOptions { At = CredentialVectors.At, Trust = authority.Profile }, before, request.Long, cancel)) yield return figure;
        }
        finally
        {
            File.Delete(plain);
            File.Delete(signed);
        }
    }

    private static IEnumerable<Figure> Time(string path, string size, ValidationOptions options, long before, bool isLong, CancellationToken cancel)
    {
        using var file = File.OpenHandle(path);
        // Both once untimed: the pages are in memory and the code is compiled. Memory counts from the first time on.
        Hash(file, cancel);
        ProvenanceReport report = null!;
        var peak = Peak(() => report = Validate(file, options, cancel));
        List<double> hashing = [], validating = [];
        for (var round = 0; round < Rounds; round++)
        {
            // Each goes first in turn.
            if (round % 2 == 0) hashing.Add(Seconds(() => Hash(file, cancel)));
            peak = Math.Max(peak, Peak(() => validating.Add(Seconds(() => Validate(file, options, cancel)))));
            if (round % 2 == 1) hashing.Add(Seconds(() => Hash(file, cancel)));
        }
        var (hash, validate) = (Bootstrap.Quantile(hashing, 0.5), Bootstrap.Quantile(validating, 0.5));
        var remark = $"{RandomAccess.GetLength(file) / 1e9 / validate:0.00} GB/s against {RandomAccess.GetLength(file) / 1e9 / hash:0.00} GB/s, medians of {Rounds}, file in the page cache{(isLong ? "" : "; 1 GiB with --long")}";
        yield return new Figure($"{size}: signed here and trusted here", Rate.Of(report.State == CredentialState.Trusted ? 1 : 0, 1), Target.NoLessThan(1), report.State == CredentialState.Trusted ? "" : report.Summary);
        yield return new Figure($"{size}: rate of validation / rate of plain SHA-256", new Estimate(hash / validate, hashing.Min() / validating.Max(), hashing.Max() / validating.Min(), Rounds), Target.NoLessThan(TargetRatio), remark);
        yield return new Figure($"{size}: growth of resident memory, MB", Estimate.Point(Math.Max(0, peak - before) / 1e6, Rounds), Target.NoMoreThan(TargetMegabytes), $"against the process before the film was made and signed; highest of the first time and the rounds, polled; {peak / 1e6:0} MB in all");
    }

    private static byte[] Hash(SafeFileHandle file, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BlockBytes];
        long offset = 0;
        while (RandomAccess.Read(file, block, offset) is var read and > 0)
        {
            cancel.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, read);
            offset += read;
        }
        return hash.GetHashAndReset();
    }

    private static ProvenanceReport Validate(SafeFileHandle file, ValidationOptions options, CancellationToken cancel) =>
        CredentialValidator.Validate(new AssetBytes(RandomAccess.GetLength(file), (offset, destination) => RandomAccess.Read(file, destination, offset)), options, cancel: cancel);

    private static double Seconds(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    // Resident memory takes in what is managed and what is not.
    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static long Peak(Action action)
    {
        var peak = 0L;
        using var ended = new ManualResetEventSlim();
        var poll = new Thread(() =>
        {
            do peak = Math.Max(peak, Resident());
            while (!ended.Wait(PollMs));
        });
        poll.Start();
        try
        {
            action();
        }
        finally
        {
            ended.Set();
            poll.Join();
        }
        return peak;
    }

    // The small film with its last box, the media, made longer: what the samples do not use may hold anything (ISO/IEC 14496-12 §8.1.1).
    private static void Make(string path, long bytes, CancellationToken cancel)
    {
        var small = SampleMedia.Mp4();
        var media = small.AsSpan().LastIndexOf("mdat"u8) - 4;
        BinaryPrimitives.WriteUInt32BigEndian(small.AsSpan(media), (uint)(bytes - media));
        using var file = File.Create(path);
        file.Write(small);
        var chance = new Seeded(1);
        var block = new byte[BlockBytes];
        for (var i = 0; i + 8 <= block.Length; i += 8) BinaryPrimitives.WriteDoubleLittleEndian(block.AsSpan(i), chance.NextUnit());
        for (var left = bytes - small.Length; left > 0; left -= block.Length)
        {
            cancel.ThrowIfCancellationRequested();
            file.Write(block, 0, (int)Math.Min(left, block.Length));
        }
    }
}
