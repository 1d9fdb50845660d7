using System.Text.Json.Nodes;
using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>A detector and the same method written with Python's libraries, on pictures whose truth is known.</summary>
/// <param name="Detector">Id of the detector.</param>
/// <param name="Script">The peer's script.</param>
/// <param name="Modules">What it imports.</param>
/// <param name="Peer">What people know it as.</param>
/// <param name="Width">Width of the pictures, pixels; their height is three quarters of it.</param>
/// <param name="Pictures">How many.</param>
/// <param name="What">What is held against the truth.</param>
internal abstract record PeerCase(string Detector, string Script, string Modules, string Peer, int Width, int Pictures, string What)
{
    /// <summary>A picture.</summary>
    internal abstract byte[] Make(int number);

    /// <summary>What the peer is asked; it gets the views the detector gets.</summary>
    internal virtual JsonObject Request(NumpyPeer peer, Specimen specimen) => peer.Request(specimen.Luma.Value!);

    /// <summary>What the detector is told besides.</summary>
    internal virtual Circumstances Under(Circumstances circumstances) => circumstances;

    /// <summary>For each thing asked about a picture whether the detector was right; null where it says nothing.</summary>
    internal abstract IReadOnlyList<bool?> Ours(int number, Finding finding);

    /// <summary>The same of the peer.</summary>
    internal abstract IReadOnlyList<bool?> Theirs(int number, JsonNode answer);

    /// <summary>A photograph that a simulated camera takes of a rendered scene.</summary>
    protected RgbImage Scene(int number) => new SimulatedCamera((ulong)number).Take(new RenderedScene((ulong)number + 40), Width, Width * 3 / 4, (ulong)number);
}
