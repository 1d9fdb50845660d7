using Touchstone.Media;
using Touchstone.Media.Containers;

namespace Touchstone.Tests.Media.Containers;

/// <summary>Reads the structure of bytes made by a test.</summary>
internal static class Trees
{
    public static ContainerTree Read(byte[] file, Limits? limits = null)
    {
        Assert.True(Intake.TryOpen("made", file, limits ?? Limits.Default, out var specimen, out var fault, TestContext.Current.CancellationToken), fault?.Message);
        using (specimen)
        {
            Assert.True(specimen.Container.TryGet(out var tree, out fault), fault?.Message);
            return tree;
        }
    }
}
