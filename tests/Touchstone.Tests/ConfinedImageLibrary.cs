using Touchstone.Media.Pixels;

[assembly: AssemblyFixture(typeof(Touchstone.Tests.ConfinedImageLibrary))]

namespace Touchstone.Tests;

/// <summary>
/// The image library takes its policy at its first use in a process. In the product the reader is that first use; here other
/// tests write pictures with the same library, so the reader's policy is set before any of them.
/// </summary>
public sealed class ConfinedImageLibrary
{
    public ConfinedImageLibrary() => MagickPixels.Confine();
}
